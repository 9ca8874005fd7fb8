// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.imports;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.problem.ProblemType;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Sets an import going again at an administrator's wish. */
@Component
class RetryingImport {
    private static final ProblemType NOT_RETRYABLE = ProblemType.of("import_not_retryable", HttpStatus.CONFLICT,
            "This import cannot be set going again", "See the facility's latest import, or start a synchronisation.");

    private final Imports imports;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;
    private final ImportsSettings settings;
    private final Clock clock;

    RetryingImport(Imports imports, AuditTrail audit, TransactionalOperator transaction, ImportsSettings settings,
            Clock clock) {
        this.imports = imports;
        this.audit = audit;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return fails with {@code not_found}, or with {@code import_not_retryable} if it has ended well or is replaced */
    Mono<ImportItem> retry(UUID id, Caller caller) {
        return find(id)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("This import")))
                .flatMap(found -> found.state().equals(ImportState.RUNNING.wire())
                        ? Mono.just(found)
                        : setGoing(found, caller).as(transaction::transactional));
    }

    private Mono<ImportItem> setGoing(ImportItem found, Caller caller) {
        return imports.setGoing(found.id(), clock.instant())
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> new ProblemException(NOT_RETRYABLE,
                        "It has ended, or another import of the authorization is under way.")))
                .flatMap(_ -> audit.record("import_retried", caller, found.facilityId(), found.authorizationId(),
                        Map.of("import_id", found.id(), "provider_id", found.providerId())))
                .then(Mono.defer(() -> find(found.id())));
    }

    private Mono<ImportItem> find(UUID id) {
        return Mono.defer(() -> imports.find(id, clock.instant().minus(settings.stuckAfter())));
    }
}
