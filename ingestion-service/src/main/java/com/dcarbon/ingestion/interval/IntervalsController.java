// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.facility.FacilityAccess;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.meter.Meter;
import com.dcarbon.ingestion.meter.Meters;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** The intervals of a meter. */
@RestController
@Tag(name = "Meters and intervals")
class IntervalsController {
    private static final int DEFAULT_LIMIT = 2_000;
    private static final int MAX_LIMIT = 50_000;

    private final Intervals intervals;
    private final IntervalAccesses accesses;
    private final Meters meters;
    private final FacilityAccess access;
    private final GeneratedDirections generated;
    private final Clock clock;

    IntervalsController(Intervals intervals, IntervalAccesses accesses, Meters meters, FacilityAccess access,
            GeneratedDirections generated, Clock clock) {
        this.intervals = intervals;
        this.accesses = accesses;
        this.meters = meters;
        this.access = access;
        this.generated = generated;
        this.clock = clock;
    }

    @GetMapping("/intervals")
    @Operation(operationId = "readIntervals", summary = "Read the intervals of a meter", description = "Those that begin within the period, by start and then direction. hour, day and month sum them"
            + " in the meter's time zone, each direction for itself. What a meter with role generation"
            + " generated is shown as generated; of other meters nothing is. For owner, accepted operator and admins;"
            + " each access is recorded in the audit log.")
    Mono<IntervalPage> read(@RequestParam(name = "meter_id") UUID meterId,
            @Parameter(description = "Inclusive: a date in the meter's time zone or an RFC 3339 time. Default: 7 days "
                    + "before the end") @RequestParam(required = false) @Nullable String start,
            @Parameter(description = "Exclusive, likewise. Default: now") @RequestParam(required = false) @Nullable String end,
            @Parameter(schema = @Schema(allowableValues = {"raw", "hour", "day",
                    "month"})) @RequestParam(defaultValue = "raw") String resolution,
            @Parameter(schema = @Schema(allowableValues = {"delivered", "received", "net",
                    "generated"})) @RequestParam(required = false) @Nullable String direction,
            @Parameter(description = "1 to 50,000, default 2,000") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, @Parameter(hidden = true) Caller caller) {
        PageRequest page = PageRequest.of(limit, cursor, DEFAULT_LIMIT, MAX_LIMIT);
        Resolution wanted = Resolution.of(resolution)
                .orElseThrow(() -> ProblemException.invalidField("resolution", "must be raw, hour, day or month"));
        Optional<Direction> only = direction(direction);
        return visible(meterId, caller).flatMap(meter -> {
            Period period = Period.of(start, end, meter.timeZone(), clock.instant());
            return generated.shown(meter)
                    .map(shown -> new IntervalQuery(meter, period.start(), period.end(), wanted, only, shown, page));
        }).flatMap(query -> accesses.record(query.meter(), caller).then(Mono.defer(() -> answer(query))));
    }

    private static Optional<Direction> direction(@Nullable String wire) {
        return wire == null || wire.isEmpty()
                ? Optional.empty()
                : Optional.of(Direction.of(wire)
                        .orElseThrow(() -> ProblemException.invalidField("direction",
                                "must be delivered, received, net or generated")));
    }

    private Mono<Meter> visible(UUID meterId, Caller caller) {
        return meters.find(meterId)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("This meter")))
                .flatMap(meter -> access.requireView(meter.facilityId(), caller, "This meter").thenReturn(meter));
    }

    private Mono<IntervalPage> answer(IntervalQuery query) {
        return intervals.find(query)
                .map(found -> new IntervalPage(query.meter().id(), "Wh", query.resolution(),
                        query.meter().timeZone().getId(), found.items(), found.nextCursor()));
    }
}
