// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.detail.AuthorizationDetail;
import com.dcarbon.authorization.detail.ViewingAuthorization;
import com.dcarbon.authorization.record.Records;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes a file of an authorization's full view, and says in the audit log who has it. */
@Component
class ExportingAuthorization {
    private final Records records;
    private final ViewingAuthorization viewing;
    private final AuditTrail audit;
    private final Clock clock;

    ExportingAuthorization(Records records, ViewingAuthorization viewing, AuditTrail audit, Clock clock) {
        this.records = records;
        this.viewing = viewing;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return fails with {@code not_found} or, for who may see it but is no administrator, {@code forbidden} */
    Mono<ExportedFile> export(UUID id, ExportFormat format, Caller caller) {
        return records.find(id, caller)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("The authorization")))
                .filter(_ -> caller.isAdmin())
                .switchIfEmpty(Mono.error(() -> new ProblemException(CommonProblem.FORBIDDEN,
                        "Only an administrator may export an authorization.")))
                .flatMap(_ -> viewing.view(id, caller))
                .flatMap(view -> rendered(view, format, caller)
                        .flatMap(file -> record(view, format, caller).thenReturn(file)));
    }

    private Mono<ExportedFile> rendered(AuthorizationDetail view, ExportFormat format, Caller caller) {
        Instant now = clock.instant();
        String name = "authorization-%s-%s.%s".formatted(view.id(), LocalDate.ofInstant(now, ZoneOffset.UTC),
                format.wire());
        return Mono.fromCallable(
                () -> new ExportedFile(name, format.render(DescribingAuthorization.describe(view, caller, now))))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> record(AuthorizationDetail view, ExportFormat format, Caller caller) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("what", "authorization");
        details.put("format", format.wire());
        details.put("unavailable", view.unavailable());
        return audit.record("data_exported", caller, view.facilityId(), view.id(), details);
    }
}
