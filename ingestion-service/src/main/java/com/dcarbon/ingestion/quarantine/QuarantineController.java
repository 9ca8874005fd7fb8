// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.quarantine;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.platform.paging.Page;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** What was not understood, for administrators. */
@RestController
@Tag(name = "Quarantine")
class QuarantineController {
    private final Quarantine quarantine;

    QuarantineController(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    @GetMapping("/quarantine")
    @Operation(operationId = "listQuarantine", summary = "See what of utilities' data could not be understood", description = "For administrators. The newest first: data that were refused with the element at fault, and blocks or readings that were left out because nothing tells what they mean, or in whose place another one was taken, each with its reason, how many there were, and where some of them are in the documents, which are kept under these names.")
    Mono<Page<QuarantinedItem>> list(@Parameter(hidden = true) Caller caller,
            @Parameter(description = "Of this facility alone") @RequestParam(name = "facility_id", required = false) @Nullable UUID facilityId,
            @Parameter(description = "At most 500; 50 if not given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (!caller.isAdmin()) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only an administrator may see the quarantine.");
        }
        return quarantine.list(facilityId, PageRequest.of(limit, cursor));
    }
}
