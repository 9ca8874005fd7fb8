// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.util.UUID;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** The raw documents of a facility. */
@RestController
@Tag(name = "Raw documents")
class RawPayloadsController {
    private final KeepingDocuments keeping;

    RawPayloadsController(KeepingDocuments keeping) {
        this.keeping = keeping;
    }

    /**
     * What was erased.
     *
     * @param erased how many documents
     */
    record Erasure(long erased) {}

    @DeleteMapping("/facilities/{id}/raw-payloads")
    @Operation(operationId = "eraseRawPayloads", summary = "Erase the documents that utilities sent for a facility", description = "For administrators. Meters and intervals stay; they can no longer be read from the documents again.")
    Mono<Erasure> erase(@PathVariable UUID id, @Parameter(hidden = true) Caller caller) {
        if (!caller.isAdmin()) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only an administrator may erase raw documents.");
        }
        return keeping.erase(id).map(Erasure::new);
    }
}
