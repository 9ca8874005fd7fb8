// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.interval.IntervalQuery;
import com.dcarbon.ingestion.interval.IntervalQuestions;
import com.dcarbon.ingestion.interval.IntervalQuestions.Question;
import com.dcarbon.ingestion.interval.Intervals;
import com.dcarbon.ingestion.interval.Resolution;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Interval;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Makes a file of a meter's intervals while they are read, and says in the audit log who has it. */
@Component
class ExportingIntervals {
    /** How many pieces of readings wait for a slow reader. */
    private static final int READ_AHEAD = 16;

    private final IntervalQuestions questions;
    private final Intervals intervals;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;

    ExportingIntervals(IntervalQuestions questions, Intervals intervals, AuditTrail audit,
            TransactionalOperator transaction) {
        this.questions = questions;
        this.intervals = intervals;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * @param name of letters, digits, dots and hyphens only
     * @param bytes as fast as they are taken; an error in it means that the file is not whole
     */
    record Export(String name, Flux<DataBuffer> bytes) {}

    /** The export is on record before its first byte is given out. */
    Mono<Export> export(Question question, ExportFormat format, Caller caller) {
        return questions.understand(question, caller)
                .flatMap(query -> record(query, format, caller)
                        .thenReturn(new Export(name(query, format), bytes(query, format))));
    }

    private Flux<DataBuffer> bytes(IntervalQuery query, ExportFormat format) {
        Flux<List<Interval>> readings = intervals.read(query.in(Resolution.RAW))
                .publishOn(scheduler(format), READ_AHEAD);
        return Flux.defer(() -> {
            IntervalFile file = format.file(query);
            return readings.map(file::add).concatWith(Mono.fromSupplier(file::end));
        }).filter(bytes -> bytes.length > 0).map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    /** Compressing takes its time; writing lines takes none to speak of. */
    private static Scheduler scheduler(ExportFormat format) {
        return format == ExportFormat.XLSX ? Schedulers.boundedElastic() : Schedulers.immediate();
    }

    private static String name(IntervalQuery query, ExportFormat format) {
        return "intervals-%s-%s-%s.%s".formatted(query.meter().id(),
                LocalDate.ofInstant(query.start(), query.zone()),
                LocalDate.ofInstant(query.end().minusNanos(1), query.zone()), format.wire());
    }

    private Mono<Void> record(IntervalQuery query, ExportFormat format, Caller caller) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("what", "intervals");
        details.put("meter_id", query.meter().id());
        details.put("format", format.wire());
        details.put("start", query.start());
        details.put("end", query.end());
        details.put("resolution", query.resolution().wire());
        details.put("direction", query.direction().map(Direction::wire).orElse(null));
        return audit.record("data_exported", caller, query.meter().facilityId(), query.meter().authorizationId(),
                details).as(transaction::transactional);
    }
}
