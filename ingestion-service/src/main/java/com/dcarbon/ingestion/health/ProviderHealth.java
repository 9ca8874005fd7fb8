// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.health.rules.Evidence;
import com.dcarbon.ingestion.health.rules.Health;
import com.dcarbon.ingestion.source.FetchOutcome;

import reactor.core.publisher.Mono;

/** Judges the utilities by what becomes of attempts to fetch their data, and lets work through to them. */
@Component
public class ProviderHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderHealth.class);

    private final HealthRows rows;
    private final TellingOutage telling;
    private final WorkOfProvider work;
    private final TransactionalOperator transaction;
    private final HealthSettings settings;
    private final Clock clock;

    ProviderHealth(HealthRows rows, TellingOutage telling, WorkOfProvider work, TransactionalOperator transaction,
            HealthSettings settings, Clock clock) {
        this.rows = rows;
        this.telling = telling;
        this.work = work;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether it may be asked now: always while it is up, else if whoever asks is the one probe. */
    public Mono<Boolean> admits(String providerId) {
        return rows.read(providerId).flatMap(health -> health.down() ? probe(providerId) : Mono.just(true));
    }

    private Mono<Boolean> probe(String providerId) {
        return rows.lock(providerId)
                .flatMap(health -> health.down()
                        ? health.probing(clock.instant(), settings.limits())
                                .map(probing -> rows.write(providerId, probing).thenReturn(true))
                                .orElse(Mono.just(false))
                        : Mono.just(true))
                .as(transaction::transactional);
    }

    /** Takes in what became of an attempt; tells until when the utility is to be left alone, or nothing while it is up. */
    public Mono<Instant> heard(String providerId, UUID authorizationId, FetchOutcome outcome) {
        Evidence evidence = Evidence.of(outcome);
        return rows.read(providerId)
                .flatMap(known -> known.knows(evidence, clock.instant())
                        ? Mono.just(known)
                        : judge(providerId, authorizationId, outcome, evidence))
                .mapNotNull(Health::closedUntil);
    }

    private Mono<Health> judge(String providerId, UUID authorizationId, FetchOutcome outcome, Evidence evidence) {
        return rows.lock(providerId).flatMap(before -> {
            Health after = after(before, authorizationId, outcome, evidence);
            return rows.write(providerId, after)
                    .then(Mono.defer(() -> noteReason(providerId, outcome, evidence)))
                    .then(Mono.defer(() -> turned(providerId, before, after)))
                    .thenReturn(after);
        }).as(transaction::transactional);
    }

    private Health after(Health before, UUID authorizationId, FetchOutcome outcome, Evidence evidence) {
        Instant now = clock.instant();
        return switch (evidence) {
            case DATA -> before.answered(authorizationId, true, now);
            case ANSWER -> before.answered(authorizationId, false, now);
            case SILENCE -> before.silent(authorizationId, wish(outcome), now, settings.limits(),
                    ThreadLocalRandom.current()::nextDouble);
            case NONE -> before.undecided(now, settings.limits());
        };
    }

    private static @Nullable Instant wish(FetchOutcome outcome) {
        return outcome instanceof FetchOutcome.Failed failed ? failed.notBefore() : null;
    }

    private Mono<Void> noteReason(String providerId, FetchOutcome outcome, Evidence evidence) {
        return evidence == Evidence.SILENCE && outcome instanceof FetchOutcome.Failed failed
                ? rows.noteFailure(providerId, failed.reason().code())
                : Mono.empty();
    }

    private Mono<Void> turned(String providerId, Health before, Health after) {
        if (before.down() == after.down()) {
            return Mono.empty();
        }
        LOG.atWarn()
                .addKeyValue("provider_id", providerId)
                .addKeyValue("since", before.failingSince())
                .log(after.down() ? "a utility does not answer and is only probed" : "a utility answers again");
        return after.down()
                ? Mono.empty()
                : work.released(providerId, clock.instant())
                        .then(Mono.defer(() -> telling.recovered(providerId, before)));
    }
}
