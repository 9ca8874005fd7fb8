// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.platform.sample.SampleApplication;
import com.dcarbon.testing.ServiceIT;

import reactor.core.publisher.Flux;

@ServiceIT(classes = SampleApplication.class)
class SharedPaceIT {
    private static final Instant NOW = Instant.parse("2026-11-20T08:15:00Z");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final String account = UUID.randomUUID().toString();

    @Autowired
    private DatabaseClient database;

    @Test
    void givesEachOfManyAtOnceAPlaceOfItsOwn() {
        SharedPace pace = at(NOW);
        List<Place> places = Objects.requireNonNull(
                Flux.range(0, 8).flatMap(_ -> pace.take(account, 2, LONG), 8).collectList().block());

        assertThat(places).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 8)
                .mapToObj(place -> new Place.At(NOW.plusMillis(500L * place))).toList());
    }

    @Test
    void doesNotMakeUpForTimeInWhichNobodyAsked() {
        take(at(NOW), LONG);

        assertThat(take(at(NOW.plusSeconds(90)), LONG)).isEqualTo(new Place.At(NOW.plusSeconds(90)));
    }

    @Test
    void takesNothingForWhoDoesNotWantToWaitAsLong() {
        take(at(NOW), LONG);
        take(at(NOW), LONG);

        assertThat(take(at(NOW), Duration.ofMillis(500))).isEqualTo(new Place.Busy(NOW.plusSeconds(2)));
        assertThat(take(at(NOW), LONG)).isEqualTo(new Place.At(NOW.plusSeconds(2)));
    }

    @Test
    void isClosedForAllWhileTheProviderWantsToBeLeftAlone() {
        at(NOW).pause(account, NOW.plusSeconds(30)).block();
        at(NOW).pause(account, NOW.plusSeconds(10)).block();

        assertThat(take(at(NOW.plusSeconds(29)), LONG)).isEqualTo(new Place.Closed(NOW.plusSeconds(30)));
        assertThat(take(at(NOW.plusSeconds(30)), LONG)).isEqualTo(new Place.At(NOW.plusSeconds(30)));
    }

    private Place take(SharedPace pace, Duration patience) {
        return Objects.requireNonNull(pace.take(account, 1, patience).block());
    }

    private SharedPace at(Instant now) {
        return new SharedPace(database, Clock.fixed(now, ZoneOffset.UTC));
    }
}
