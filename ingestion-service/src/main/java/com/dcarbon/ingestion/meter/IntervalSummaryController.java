// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.facility.FacilityAccess;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** What the intervals of an authorization cover. */
@RestController
@Tag(name = "Meters and intervals")
class IntervalSummaryController {
    private static final String THING = "This authorization";

    private final IntervalSummaries summaries;
    private final MeterList meters;
    private final FacilityAccess access;

    IntervalSummaryController(IntervalSummaries summaries, MeterList meters, FacilityAccess access) {
        this.summaries = summaries;
        this.meters = meters;
        this.access = access;
    }

    @GetMapping("/intervals/summary")
    @Operation(operationId = "summarizeIntervals", summary = "What the intervals of an authorization cover", description = "From when to when, how many intervals and gaps, and when the meters were last read. For owner, accepted operator and admins; reads no interval, so nothing is recorded. 404 while nothing of the authorization was ever to be imported.")
    Mono<IntervalSummary> summarize(
            @Parameter(description = "Our id of the authorization") @RequestParam(name = "authorization") UUID authorizationId,
            @Parameter(hidden = true) Caller caller) {
        return meters.facilityOf(authorizationId)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(THING)))
                .flatMap(facility -> access.requireView(facility, caller, THING))
                .then(Mono.defer(() -> summaries.of(authorizationId)));
    }
}
