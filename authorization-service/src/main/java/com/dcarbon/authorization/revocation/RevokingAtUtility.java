// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.lifecycle.TellingOfEnd;
import com.dcarbon.authorization.revocation.rules.Half;
import com.dcarbon.authorization.revocation.rules.RevocationOutcome;
import com.dcarbon.authorization.revocation.rules.Verdict;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Asks a utility to end an authorization, again and again until it is so or patience ends. A crash in between leaves a
 * row that is taken up again: asking twice does no harm.
 */
@Component
class RevokingAtUtility {
    private static final Logger LOG = LoggerFactory.getLogger(RevokingAtUtility.class);
    /** Longer than an attempt takes. */
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Half NO_PROFILE = new Half.Open(new ProviderTrouble.Misconfigured("no profile"));

    private final Revocations revocations;
    private final ProviderProfiles profiles;
    private final EndingAtUtility ending;
    private final TellingOfEnd telling;
    private final RevocationSettings settings;
    private final MeterRegistry metrics;
    private final LostLeases lost;
    private final TransactionalOperator tx;
    private final Clock clock;

    RevokingAtUtility(Revocations revocations, ProviderProfiles profiles, EndingAtUtility ending, TellingOfEnd telling,
            RevocationSettings settings, MeterRegistry metrics, TransactionalOperator tx, Clock clock) {
        this.revocations = revocations;
        this.profiles = profiles;
        this.ending = ending;
        this.telling = telling;
        this.settings = settings;
        this.metrics = metrics;
        this.lost = new LostLeases(metrics, "revocation");
        this.tx = tx;
        this.clock = clock;
    }

    /** Makes one attempt that is due; whether there was one. */
    Mono<Boolean> revokeNext() {
        return Mono.defer(() -> revocations.claim(clock.instant(), clock.instant().plus(LEASE)))
                .flatMap(claimed -> attempt(claimed)
                        .flatMap(verdict -> settle(claimed, verdict))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Verdict> attempt(Claimed claimed) {
        return revocations.need(claimed)
                .flatMap(need -> switch (need) {
                    case STANDS -> Mono.just(new Verdict.Over(RevocationOutcome.USED_AGAIN));
                    case MAYBE -> Mono.just(new Verdict.Later(clock.instant().plus(Verdict.LOOK)));
                    case NONE -> ask(claimed);
                });
    }

    private Mono<Verdict> ask(Claimed claimed) {
        Optional<ProviderProfile> profile = profiles.find(claimed.providerId());
        return profile.isPresent()
                ? ending.attempt(profile.get(), claimed).map(ended -> verdict(claimed, ended.record(), ended.tokens()))
                        .switchIfEmpty(Mono.fromRunnable(() -> lost.count(claimed.id())))
                : Mono.just(verdict(claimed, NO_PROFILE, NO_PROFILE));
    }

    private Verdict verdict(Claimed claimed, Half record, Half tokens) {
        note(claimed, "record", record);
        note(claimed, "tokens", tokens);
        return Verdict.of(record, tokens, claimed.attempts(), clock.instant(),
                claimed.requestedAt().plus(settings.patience()), ThreadLocalRandom.current()::nextDouble);
    }

    private static void note(Claimed claimed, String what, Half half) {
        if (half instanceof Half.Open(ProviderTrouble trouble)) {
            LOG.atWarn().addKeyValue("authorization_id", claimed.authorizationId())
                    .addKeyValue("provider_id", claimed.providerId())
                    .addKeyValue("attempt", claimed.attempts())
                    .addKeyValue("part", what)
                    .addKeyValue("detail", trouble.detail())
                    .log("an authorization was not ended at the utility");
        }
    }

    private Mono<Boolean> settle(Claimed claimed, Verdict verdict) {
        Mono<Boolean> settled = switch (verdict) {
            case Verdict.Again(Instant at) -> revocations.postpone(claimed, at);
            case Verdict.Later(Instant at) -> revocations.await(claimed, at);
            case Verdict.Over(RevocationOutcome outcome) -> over(claimed, outcome);
        };
        return settled.doOnNext(held -> {
            if (!held) {
                lost.count(claimed.id());
            }
        });
    }

    private Mono<Boolean> over(Claimed claimed, RevocationOutcome outcome) {
        return revocations.end(claimed, outcome, clock.instant())
                .flatMap(held -> held
                        ? tell(claimed, outcome).thenReturn(true)
                        : Mono.just(false))
                .as(tx::transactional)
                .doOnNext(held -> {
                    if (held) {
                        note(claimed, outcome);
                    }
                });
    }

    private Mono<Void> tell(Claimed claimed, RevocationOutcome outcome) {
        return outcome == RevocationOutcome.REVOKED
                ? telling.revokedAtUtility(claimed.authorizationId())
                : telling.notRevokedAtUtility(claimed.authorizationId(), outcome.wire());
    }

    private void note(Claimed claimed, RevocationOutcome outcome) {
        metrics.counter("dcarbon.authorization.revocations", "provider", claimed.providerId(), "outcome",
                outcome.wire()).increment();
        (outcome == RevocationOutcome.GAVE_UP ? LOG.atError() : LOG.atInfo())
                .addKeyValue("authorization_id", claimed.authorizationId())
                .addKeyValue("provider_id", claimed.providerId())
                .addKeyValue("attempts", claimed.attempts())
                .addKeyValue("outcome", outcome.wire())
                .log(outcome == RevocationOutcome.GAVE_UP
                        ? "ALERT: an authorization may still stand at the utility: end it there by hand"
                        : "the end of an authorization at the utility is settled");
    }
}
