// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.imports;

import java.time.Clock;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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

/** The imports, for administrators. */
@RestController
@Tag(name = "Synchronisation")
class ImportsController {
    private final Imports imports;
    private final RetryingImport retrying;
    private final ImportsSettings settings;
    private final Clock clock;

    ImportsController(Imports imports, RetryingImport retrying, ImportsSettings settings, Clock clock) {
        this.imports = imports;
        this.retrying = retrying;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/imports")
    @Operation(operationId = "listImports", summary = "List imports, the latest first", description = "For administrators only. All filters must match.")
    Mono<Page<ImportItem>> list(
            @Parameter(description = "queued, running, waiting, retrying, done, failed or superseded") @RequestParam(required = false) @Nullable String state,
            @Parameter(description = "Id of the utility") @RequestParam(required = false) @Nullable String provider,
            @Parameter(description = "Only those that were given up and not made up for since, or have been due or tried for too long") @RequestParam(defaultValue = "false") boolean stuck,
            @Parameter(description = "At most 500; 50 if not given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, @Parameter(hidden = true) Caller caller) {
        requireAdmin(caller);
        var filter = new ImportFilter(ImportState.wanted(state),
                provider == null || provider.isEmpty() ? null : provider,
                stuck, clock.instant().minus(settings.stuckAfter()));
        return imports.find(filter, PageRequest.of(limit, cursor));
    }

    @PostMapping("/imports/{id}/retry")
    @Operation(operationId = "retryImport", summary = "Make an import due now", description = "For administrators only. One that waits is tried at once, one that was given up begins anew; with a utility that is down or wants a pause it waits until that is over. Nothing happens to one that is running. 409 if it has ended otherwise or another import of the authorization is under way. Recorded as import_retried.")
    Mono<ImportItem> retry(@PathVariable UUID id, @Parameter(hidden = true) Caller caller) {
        requireAdmin(caller);
        return retrying.retry(id, caller);
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only an administrator may see all imports.");
        }
    }
}
