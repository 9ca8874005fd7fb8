// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.facility.FacilityAccess;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.meter.Meter;
import com.dcarbon.ingestion.meter.Meters;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Understands what somebody asks about a meter's intervals, and whether they may. */
@Component
public class IntervalQuestions {
    private final Meters meters;
    private final FacilityAccess access;
    private final GeneratedDirections generated;
    private final Clock clock;

    IntervalQuestions(Meters meters, FacilityAccess access, GeneratedDirections generated, Clock clock) {
        this.meters = meters;
        this.access = access;
        this.generated = generated;
        this.clock = clock;
    }

    /**
     * A question as it comes, nothing checked.
     *
     * @param start inclusive: a date in the meter's time zone or an RFC 3339 time; null for 7 days before the end
     * @param end exclusive, likewise; null for now
     * @param direction null for all
     */
    public record Question(UUID meterId, @Nullable String start, @Nullable String end, String resolution,
            @Nullable String direction) {}

    /**
     * @return fails with {@code invalid_request} about what cannot be meant, and with {@code not_found} where the caller may
     * not see the meter
     */
    public Mono<IntervalQuery> understand(Question question, Caller caller) {
        return Mono.defer(() -> {
            Resolution resolution = Resolution.of(question.resolution());
            Optional<Direction> direction = direction(question.direction());
            return visible(question.meterId(), caller).flatMap(meter -> {
                Period period = Period.of(question.start(), question.end(), meter.timeZone(), clock.instant());
                return generated.shown(meter)
                        .map(shown -> new IntervalQuery(meter, period.start(), period.end(), resolution, direction,
                                shown));
            });
        });
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
}
