// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.facility.FacilityAccess;
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
    private final ForgettingDocuments forgetting;
    private final FacilityAccess access;

    RawPayloadsController(ForgettingDocuments forgetting, FacilityAccess access) {
        this.forgetting = forgetting;
        this.access = access;
    }

    /**
     * What was erased.
     *
     * @param erased how many documents
     */
    record Erasure(long erased) {}

    /** @param confirm true once the caller knows what is lost */
    record EraseRequest(@Nullable Boolean confirm) {}

    @DeleteMapping("/facilities/{id}/raw-payloads")
    @Operation(operationId = "eraseRawPayloads", summary = "Erase the documents that utilities sent, or people brought, for a facility", description = "For administrators. Meters and intervals stay; they can no longer be read from the documents again. Answers 409 confirmation_required with a warning, unless confirm is true in the body. Is recorded in the audit log.")
    Mono<Erasure> erase(@PathVariable UUID id, @Parameter(hidden = true) Caller caller,
            @RequestBody(required = false) @Nullable EraseRequest request) {
        return access
                .requireAdmin(id, caller, "The facility", "Only an administrator may erase raw documents.")
                .then(Mono.defer(() -> request != null && Boolean.TRUE.equals(request.confirm())
                        ? forgetting.erase(id, caller).map(Erasure::new)
                        : Mono.error(askFirst())));
    }

    private static ProblemException askFirst() {
        return new ProblemException(CommonProblem.CONFIRMATION_REQUIRED, "Erasing documents cannot be taken back.")
                .with("warning",
                        "All documents that utilities sent or people brought for this facility are erased: what was imported "
                                + "from them stays, but can neither be proved by them nor be read from them again.");
    }
}
