// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.Map;
import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** Imports once more what was received before. */
@RestController
@Tag(name = "Raw documents")
class ReparseController {
    private final Reparsing reparsing;
    private final ImportWorkers workers;
    private final DatabaseClient database;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;

    ReparseController(Reparsing reparsing, ImportWorkers workers, DatabaseClient database, AuditTrail audit,
            TransactionalOperator transaction) {
        this.reparsing = reparsing;
        this.workers = workers;
        this.database = database;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * The new import.
     *
     * @param jobId its id
     */
    record Reparse(UUID jobId) {}

    @PostMapping("/imports/{id}/reparse")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "reparseImport", summary = "Import the documents of an earlier import again", description = "For administrators. The utility is not asked: the documents, or the file that a person brought, are taken as they were received. What has not changed is not written. Where no readings are among the kept documents it is refused: 409 `not_reparsable`. While an import of the same authorization is under way it is refused: 409 `synchronisation_under_way`. Is recorded in the audit log.")
    Mono<Reparse> reparse(@PathVariable UUID id, @Parameter(hidden = true) Caller caller) {
        if (!caller.isAdmin()) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only an administrator may import documents again.");
        }
        return reparsing.start(id)
                .flatMap(job -> audited(id, job, caller).thenReturn(job))
                .as(transaction::transactional)
                .doOnNext(job -> workers.wake())
                .map(Reparse::new);
    }

    private Mono<Void> audited(UUID earlier, UUID job, Caller caller) {
        return database.sql("select facility_id, authorization_id from import_jobs where id = :job")
                .bind("job", job)
                .fetch()
                .one()
                .flatMap(row -> audit.record("import_reparsed", caller, (UUID) row.get("facility_id"),
                        (UUID) row.get("authorization_id"), Map.of("import_id", job, "earlier_import_id", earlier)));
    }
}
