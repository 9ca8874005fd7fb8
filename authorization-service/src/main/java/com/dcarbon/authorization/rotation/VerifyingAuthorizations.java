// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.lifecycle.Authorizations;
import com.dcarbon.authorization.lifecycle.KeepingAuthorization;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.rotation.PlatformTokens.Claimed;
import com.dcarbon.authorization.token.ReadingBack;
import com.dcarbon.authorization.token.RotatingTokens;
import com.dcarbon.authorization.token.RotationFailures;
import com.dcarbon.authorization.token.RotationSchedule;
import com.dcarbon.authorization.token.RotationSettings;
import com.dcarbon.authorization.token.rules.RotationState;
import com.dcarbon.events.authorization.AuthorizationTokenRotated.Means;
import com.dcarbon.platform.providers.InvalidProfileException;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.pace.Place;
import com.dcarbon.platform.providers.pace.SharedPace;
import com.dcarbon.platform.work.AfterCommit;
import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads every authorization of an account with the platform's new token: that it opens them is what makes it serve in the
 * former one's place.
 */
@Component
class VerifyingAuthorizations {
    private static final int TURN = 20;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PlatformAccounts accounts;
    private final PlatformTokens tokens;
    private final ReadingBack reading;
    private final Authorizations authorizations;
    private final KeepingAuthorization keeping;
    private final RotationFailures failures;
    private final RotationSchedule schedule;
    private final RotationSettings settings;
    private final SharedPace pace;
    private final MeterRegistry metrics;
    private final LostLeases lost;
    private final TransactionalOperator tx;
    private final Clock clock;

    VerifyingAuthorizations(PlatformAccounts accounts, PlatformTokens tokens, ReadingBack reading,
            Authorizations authorizations, KeepingAuthorization keeping, RotationFailures failures,
            RotationSchedule schedule, RotationSettings settings, SharedPace pace, MeterRegistry metrics,
            TransactionalOperator tx, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.reading = reading;
        this.authorizations = authorizations;
        this.keeping = keeping;
        this.failures = failures;
        this.schedule = schedule;
        this.settings = settings;
        this.pace = pace;
        this.metrics = metrics;
        this.lost = new LostLeases(metrics, "verification");
        this.tx = tx;
        this.clock = clock;
    }

    /** Verifies some of what is due at every account; whether any was. */
    Mono<Boolean> verifySome() {
        return Flux.fromIterable(accounts.all()).concatMap(this::verifySome).reduce(false, Boolean::logicalOr);
    }

    private Mono<Boolean> verifySome(PlatformAccount account) {
        return Mono.fromCallable(() -> accounts.fingerprint(account))
                .subscribeOn(Schedulers.boundedElastic())
                // Alerted by whoever watches the tokens; the other accounts go on.
                .onErrorComplete(InvalidProfileException.class)
                .flatMap(fingerprint -> verifyNext(account, fingerprint)
                        .expand(more -> more ? verifyNext(account, fingerprint) : Mono.empty())
                        .take(TURN)
                        .reduce(false, Boolean::logicalOr));
    }

    private Mono<Boolean> verifyNext(PlatformAccount account, String fingerprint) {
        return Mono.defer(() -> tokens.isAnyDue(account.name(), fingerprint, clock.instant()))
                .flatMap(due -> due ? paced(account) : Mono.just(false))
                .filter(free -> free)
                .flatMap(_ -> tokens.claim(account.name(), fingerprint, clock.instant(), clock.instant().plus(LEASE)))
                .flatMap(this::verify)
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> paced(PlatformAccount account) {
        return pace.take(RotatingTokens.account("account:" + account.name()), settings.requestsPerSecond(), PATIENCE)
                .flatMap(place -> place instanceof Place.At(Instant time)
                        ? Mono.delay(Duration.between(clock.instant(), time)).thenReturn(true)
                        : Mono.just(false));
    }

    private Mono<Boolean> verify(Claimed claimed) {
        return reading.readBack(claimed.authorizationId())
                .flatMap(trouble -> failed(claimed, trouble))
                .switchIfEmpty(Mono.defer(() -> verified(claimed)))
                .doOnNext(held -> {
                    if (!held) {
                        lost.count(claimed.authorizationId());
                    }
                })
                .thenReturn(true);
    }

    private void count(Authorization rotated) {
        metrics.counter("dcarbon.authorization.rotations", "provider", rotated.utility().id(), "outcome", "rotated")
                .increment();
    }

    /** If it has ended meanwhile, that is told by whoever noticed. */
    private Mono<Boolean> verified(Claimed claimed) {
        return tokens.done(claimed)
                .flatMap(held -> held
                        ? keeping.rotated(claimed.authorizationId(), null, Means.PLATFORM_TOKEN)
                                .flatMap(after -> AfterCommit.run(() -> count(after)))
                                .thenReturn(true)
                        : Mono.just(false))
                .as(tx::transactional);
    }

    private Mono<Boolean> failed(Claimed claimed, ProviderTrouble trouble) {
        Instant now = clock.instant();
        var before = new RotationState(now, claimed.attempts() - 1, claimed.toldAt());
        boolean tell = before.isToBeTold(settings.maxAttempts(), settings.tellAgain(), now);
        Instant again = schedule.again(claimed.attempts(), trouble.wish(), now);
        return tokens.postpone(claimed, again, tell ? now : claimed.toldAt())
                .flatMap(held -> authorizations.find(claimed.authorizationId())
                        .doOnNext(authorization -> failures.note(authorization, trouble, claimed.attempts(), again))
                        .flatMap(authorization -> held && tell
                                ? failures.tell(authorization, trouble, claimed.attempts())
                                : Mono.empty())
                        .thenReturn(held))
                .as(tx::transactional);
    }
}
