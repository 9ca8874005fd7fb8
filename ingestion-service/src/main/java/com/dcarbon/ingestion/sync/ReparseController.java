// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

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

    ReparseController(Reparsing reparsing, ImportWorkers workers) {
        this.reparsing = reparsing;
        this.workers = workers;
    }

    /**
     * The new import.
     *
     * @param jobId its id
     */
    record Reparse(UUID jobId) {}

    @PostMapping("/imports/{id}/reparse")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "reparseImport", summary = "Import the documents of an earlier import again", description = "For administrators. The utility is not asked: the documents are taken as they were received. What has not changed is not written. While an import of the same authorization is under way it is refused: 409 `synchronisation_under_way`.")
    Mono<Reparse> reparse(@PathVariable UUID id, @Parameter(hidden = true) Caller caller) {
        if (!caller.isAdmin()) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only an administrator may import documents again.");
        }
        return reparsing.start(id).doOnNext(job -> workers.wake()).map(Reparse::new);
    }
}
