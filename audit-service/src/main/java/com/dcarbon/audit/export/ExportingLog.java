// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.export;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.audit.log.AuditEntries;
import com.dcarbon.audit.log.AuditEntry;
import com.dcarbon.audit.log.AuditSearch;
import com.dcarbon.audit.log.SearchOrder;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes a file of the log while it is read, and says in the log itself who has it. */
@Component
class ExportingLog {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .withZone(ZoneOffset.UTC);

    private final AuditEntries entries;
    private final LogFile file;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ExportingLog(AuditEntries entries, LogFile file, AuditTrail audit, TransactionalOperator transaction, Clock clock) {
        this.entries = entries;
        this.file = file;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param name of letters, digits, dots and hyphens only
     * @param bytes as fast as they are taken; an error in it means that the file is not whole
     */
    record Export(String name, Flux<DataBuffer> bytes) {}

    /**
     * The export is on record before its first byte is given out; what comes later is no part of it, unless the oldest
     * come first.
     *
     * @return fails with {@code search_too_broad} if the database cannot even find the first entries in time
     */
    Mono<Export> export(AuditSearch search, SearchOrder order, ExportFormat format, Caller caller) {
        return entries.next(search, order, null)
                .flatMap(first -> record(search, format, caller).thenReturn(new Export(name(format),
                        bytes(pages(first, search, order), format))));
    }

    private Flux<Page<AuditEntry>> pages(Page<AuditEntry> first, AuditSearch search, SearchOrder order) {
        return Mono.just(first)
                .expand(page -> page.nextCursor() == null
                        ? Mono.empty()
                        : entries.next(search, order, page.nextCursor()));
    }

    private Flux<DataBuffer> bytes(Flux<Page<AuditEntry>> pages, ExportFormat format) {
        return Flux.just(file.start(format))
                .concatWith(pages.map(page -> file.lines(format, page.items())))
                .filter(bytes -> bytes.length > 0)
                .map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    private String name(ExportFormat format) {
        return "audit-log-%s.%s".formatted(STAMP.format(clock.instant()), format.wire());
    }

    private Mono<Void> record(AuditSearch search, ExportFormat format, Caller caller) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("what", "audit_log");
        details.put("format", format.wire());
        details.put("filters", search.filters());
        return audit.record("data_exported", caller, search.facilityId(), search.authorizationId(), details)
                .as(transaction::transactional);
    }
}
