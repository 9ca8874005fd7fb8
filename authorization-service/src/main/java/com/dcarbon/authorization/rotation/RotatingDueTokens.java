// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.token.RotatingTokens;
import com.dcarbon.authorization.token.RotationSettings;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.pace.Place;
import com.dcarbon.platform.providers.pace.SharedPace;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Rotates what is due, at all providers at once and at each no faster than all replicas together may ask it. Each pair is
 * taken by one worker of one replica.
 */
@Component
class RotatingDueTokens {
    /** A step of the loop ends after so many per worker, so that a provider that became due meanwhile has its turn. */
    private static final int TURN = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DueRotations due;
    private final RotatingTokens rotating;
    private final SharedPace pace;
    private final RotationSettings settings;
    /** Their rates by their ids: a profile may ask for less than the setting. */
    private final Map<String, Double> providers;
    private final Clock clock;

    RotatingDueTokens(DueRotations due, RotatingTokens rotating, SharedPace pace, RotationSettings settings,
            ProviderProfiles profiles, Clock clock) {
        this.due = due;
        this.rotating = rotating;
        this.pace = pace;
        this.settings = settings;
        this.providers = profiles.all().stream()
                .filter(profile -> profile.method() == AuthMethod.GREEN_BUTTON)
                .collect(Collectors.toUnmodifiableMap(ProviderProfile::id, profile -> Math.min(
                        settings.requestsPerSecond(), profile.limits().requestsPerSecond())));
        this.clock = clock;
    }

    /** The providers whose tokens are rotated one by one. */
    Set<String> providers() {
        return providers.keySet();
    }

    /** Rotates some of what is due; whether any was. */
    Mono<Boolean> rotateSome() {
        return Flux.defer(() -> due.providers(providers.keySet(), clock.instant()))
                .flatMap(provider -> Flux.range(0, settings.parallel())
                        .flatMap(_ -> turn(provider, TURN), settings.parallel()))
                .reduce(false, Boolean::logicalOr);
    }

    /** One after the other for as long as there is one; whether there was. */
    private Mono<Boolean> turn(String provider, int most) {
        return rotateOne(provider)
                .expand(rotated -> rotated ? rotateOne(provider) : Mono.empty())
                .take(most)
                .reduce(false, Boolean::logicalOr);
    }

    private Mono<Boolean> rotateOne(String provider) {
        return pace.take(RotatingTokens.account(provider), rate(provider), PATIENCE)
                .flatMap(place -> switch (place) {
                    case Place.At(Instant time) -> Mono.delay(until(time)).then(rotating.rotateNext(provider));
                    case Place.Closed _,Place.Busy _ -> Mono.just(false);
                });
    }

    private double rate(String provider) {
        return Objects.requireNonNull(providers.get(provider));
    }

    private Duration until(Instant time) {
        Duration left = Duration.between(clock.instant(), time);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
