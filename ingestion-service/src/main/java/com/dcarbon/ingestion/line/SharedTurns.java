// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.platform.database.OutlastingOutage;
import com.dcarbon.platform.providers.pace.Place;
import com.dcarbon.platform.providers.pace.SharedPace;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The turns of all replicas at one account: evenly spaced in each of its lanes, and none in any lane while the provider
 * wants to be left alone.
 *
 * @param lane the one to take turns in
 * @param lanes all of the account's
 * @param patience who would have to wait longer does not wait at all
 */
public record SharedTurns(SharedPace pace, String lane, List<String> lanes, double requestsPerSecond,
        Duration patience, OutlastingOutage outlasting, Clock clock) implements Turns {

    @Override
    public Mono<Void> next() {
        return outlasting.atMost(patience, pace.take(lane, requestsPerSecond, patience))
                .flatMap(place -> switch (place) {
                    case Place.At(Instant time) -> Mono.delay(waiting(time)).then();
                    case Place.Closed(Instant until) -> Mono.error(
                            StopFetching.with(new FetchOutcome.Paused(until, FetchFailure.PROVIDER_BUSY)));
                    case Place.Busy(Instant until) -> Mono.error(
                            StopFetching.with(new FetchOutcome.Preparing(until, Map.of())));
                });
    }

    private Duration waiting(Instant time) {
        Duration left = Duration.between(clock.instant(), time);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public Mono<Void> pause(Instant until) {
        return Flux.fromIterable(lanes).concatMap(each -> outlasting.atMost(patience, pace.pause(each, until)))
                .then();
    }
}
