// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.hint;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.token.Checks;
import com.dcarbon.authorization.token.Checks.Claimed;
import com.dcarbon.authorization.token.ReadingBack;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.work.Backoff;
import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Reads authorizations back of which the utility says that they changed, until it answers or it is clear that it won't. */
@Component
class CheckingAuthorizations {
    private static final Logger LOG = LoggerFactory.getLogger(CheckingAuthorizations.class);
    /** Longer than a reading back takes. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Backoff PAUSE = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(30));
    /** About a day and a half; by then the reading of data has found out. */
    private static final int LAST_ATTEMPT = 80;

    private final Checks checks;
    private final ReadingBack reading;
    private final LostLeases lost;
    private final Clock clock;

    CheckingAuthorizations(Checks checks, ReadingBack reading, MeterRegistry metrics, Clock clock) {
        this.checks = checks;
        this.reading = reading;
        this.lost = new LostLeases(metrics, "authorization-check");
        this.clock = clock;
    }

    /** Makes one check that is due; whether there was one. */
    Mono<Boolean> checkNext() {
        return Mono.defer(() -> checks.claim(clock.instant(), clock.instant().plus(LEASE)))
                .flatMap(check -> reading.readBack(check.authorizationId())
                        .flatMap(trouble -> postponed(check, trouble))
                        .switchIfEmpty(Mono.defer(() -> checks.done(check)))
                        .doOnNext(held -> note(check, held))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> postponed(Claimed check, ProviderTrouble trouble) {
        if (check.attempts() >= LAST_ATTEMPT || trouble instanceof ProviderTrouble.Gone) {
            LOG.atWarn().addKeyValue("authorization_id", check.authorizationId())
                    .addKeyValue("detail", trouble.detail())
                    .log("an authorization of which the utility says that it changed cannot be read back");
            return checks.done(check);
        }
        return checks.postpone(check, PAUSE.next(check.attempts(), clock.instant(), trouble.wish(),
                ThreadLocalRandom.current()::nextDouble));
    }

    private void note(Claimed check, boolean held) {
        if (!held) {
            lost.count(check.authorizationId());
        }
    }
}
