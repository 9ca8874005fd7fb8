// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.token.RotationSettings;
import com.dcarbon.platform.providers.InvalidProfileException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Notices that an operator has put a new token behind an account's secret reference, and asks for one that is due. Only
 * fingerprints are kept. A token that was seen before is no new one, so that replicas that have the new one already and
 * those that have not yet do not contradict each other; it was put back once no replica has the later one any more.
 */
@Component
class WatchingPlatformTokens {
    private static final Logger LOG = LoggerFactory.getLogger(WatchingPlatformTokens.class);
    private static final Duration REMIND = Duration.ofDays(1);
    /** How often it is noted that a token is there. */
    private static final Duration NOTE = Duration.ofMinutes(1);
    /** One that was not noted so many times is behind no replica's reference any more. */
    private static final int AWAY = 10;

    private final PlatformAccounts accounts;
    private final PlatformTokens tokens;
    private final RotationSettings settings;
    private final MeterRegistry metrics;
    private final Map<String, AtomicLong> ages = new ConcurrentHashMap<>();
    private final Map<String, Instant> reminded = new ConcurrentHashMap<>();
    private final TransactionalOperator tx;
    private final Clock clock;

    WatchingPlatformTokens(PlatformAccounts accounts, PlatformTokens tokens, RotationSettings settings,
            MeterRegistry metrics, TransactionalOperator tx, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.settings = settings;
        this.metrics = metrics;
        this.tx = tx;
        this.clock = clock;
    }

    /** Looks once behind every account's reference. */
    Mono<Void> look() {
        return Flux.fromIterable(accounts.all()).concatMap(this::look).then();
    }

    private Mono<Void> look(PlatformAccount account) {
        return Mono.fromCallable(() -> accounts.fingerprint(account))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(fingerprint -> see(account, fingerprint)
                        .then(tokens.since(account.name(), fingerprint)))
                .doOnNext(since -> measure(account, since))
                .onErrorResume(InvalidProfileException.class, missing -> {
                    LOG.atError().addKeyValue("account", account.name())
                            .log("ALERT: there is nothing behind the secret reference of the platform's token");
                    return Mono.empty();
                })
                .then();
    }

    /** Noted and queued in one transaction: whoever notes it first queues all, once. */
    private Mono<Void> see(PlatformAccount account, String fingerprint) {
        Instant now = clock.instant();
        return tokens.see(account.name(), fingerprint, now)
                .flatMap(news -> news
                        ? tokens.isFirst(account.name()).map(first -> !first)
                        : seenBefore(account, fingerprint, now))
                .filter(serves -> serves)
                .flatMap(_ -> tokens.verifyAll(account, fingerprint, now))
                .as(tx::transactional)
                .doOnNext(count -> LOG.atInfo().addKeyValue("account", account.name())
                        .addKeyValue("authorizations", count)
                        .log("the platform's token is another one: every authorization is verified with it"))
                .then();
    }

    /** Whether it was put back in the place of a later one, which no replica has any more. */
    private Mono<Boolean> seenBefore(PlatformAccount account, String fingerprint, Instant now) {
        return tokens.seeAgain(account.name(), fingerprint, now, now.minus(NOTE))
                .then(Mono.defer(() -> tokens.takeOver(account.name(), fingerprint, now,
                        now.minus(NOTE.plus(settings.look()).multipliedBy(AWAY)))));
    }

    private void measure(PlatformAccount account, Instant since) {
        Instant now = clock.instant();
        Duration age = Duration.between(since, now);
        gauge(account.name()).set(age.toSeconds());
        Instant last = reminded.getOrDefault(account.name(), Instant.EPOCH);
        if (age.compareTo(settings.age()) >= 0 && !now.isBefore(last.plus(REMIND))) {
            reminded.put(account.name(), now);
            LOG.atError().addKeyValue("account", account.name())
                    .addKeyValue("since", since)
                    .log("ALERT: the platform's token is due for rotation: put a new one behind its secret reference");
        }
    }

    private AtomicLong gauge(String account) {
        return ages.computeIfAbsent(account, name -> {
            var seconds = new AtomicLong();
            metrics.gauge("dcarbon.authorization.platform.token.age.seconds", Tags.of("account", name), seconds);
            return seconds;
        });
    }
}
