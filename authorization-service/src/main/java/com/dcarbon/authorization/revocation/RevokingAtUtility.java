// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.lifecycle.TellingOfEnd;
import com.dcarbon.authorization.revocation.RevocationAtUtility.Target;
import com.dcarbon.authorization.revocation.rules.RevocationOutcome;
import com.dcarbon.authorization.revocation.rules.Verdict;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.Revocation;
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
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Revocations revocations;
    private final ProviderProfiles profiles;
    private final Map<AuthMethod, RevocationAtUtility> adapters = new EnumMap<>(AuthMethod.class);
    private final TellingOfEnd telling;
    private final RevocationSettings settings;
    private final MeterRegistry metrics;
    private final LostLeases lost;
    private final TransactionalOperator tx;
    private final Clock clock;

    RevokingAtUtility(Revocations revocations, ProviderProfiles profiles, List<RevocationAtUtility> adapters,
            TellingOfEnd telling, RevocationSettings settings, MeterRegistry metrics, TransactionalOperator tx,
            Clock clock) {
        this.revocations = revocations;
        this.profiles = profiles;
        this.telling = telling;
        this.settings = settings;
        this.metrics = metrics;
        this.lost = new LostLeases(metrics, "revocation");
        this.tx = tx;
        this.clock = clock;
        adapters.forEach(adapter -> this.adapters.put(adapter.method(), adapter));
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
        return revocations.isUsedAgain(claimed)
                .flatMap(used -> used
                        ? Mono.just(new Verdict.Over(RevocationOutcome.USED_AGAIN))
                        : ask(claimed));
    }

    private Mono<Verdict> ask(Claimed claimed) {
        Optional<ProviderProfile> profile = profiles.find(claimed.providerId());
        RevocationAtUtility adapter = adapters.get(claimed.method());
        if (profile.isPresent() && (adapter == null || profile.get().data().revocation() == Revocation.NONE)) {
            return Mono.just(new Verdict.Over(RevocationOutcome.NOT_OFFERED));
        }
        Mono<ProviderOutcome<RevocationAtUtility.Done>> answer = profile.isPresent() && adapter != null
                ? adapter.revoke(profile.get(), target(profile.get(), claimed))
                : Mono.just(ProviderOutcome.failed(new ProviderTrouble.Misconfigured("no profile")));
        return answer.map(outcome -> verdict(claimed, outcome));
    }

    private Target target(ProviderProfile profile, Claimed claimed) {
        URI address = claimed.authorizationUri();
        boolean theirs = address != null && profiles.hosts(profile).allows(address);
        return new Target(theirs ? address : null, claimed.authId(), claimed.accessToken());
    }

    private Verdict verdict(Claimed claimed, ProviderOutcome<?> outcome) {
        if (outcome instanceof ProviderOutcome.Failed<?>(ProviderTrouble trouble)) {
            LOG.atWarn().addKeyValue("authorization_id", claimed.authorizationId())
                    .addKeyValue("provider_id", claimed.providerId())
                    .addKeyValue("attempt", claimed.attempts())
                    .addKeyValue("detail", trouble.detail())
                    .log("an authorization was not ended at the utility");
        }
        return Verdict.of(outcome, claimed.attempts(), clock.instant(), claimed.requestedAt().plus(settings.patience()),
                ThreadLocalRandom.current()::nextDouble);
    }

    private Mono<Boolean> settle(Claimed claimed, Verdict verdict) {
        Mono<Boolean> settled = switch (verdict) {
            case Verdict.Again(Instant at) -> revocations.postpone(claimed, at);
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
