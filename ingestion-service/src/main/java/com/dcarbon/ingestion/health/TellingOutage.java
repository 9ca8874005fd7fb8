// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.intervals.ProviderDowntime;
import com.dcarbon.events.intervals.ProviderRecovered;
import com.dcarbon.ingestion.health.rules.Health;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.outbox.Outbox;

import reactor.core.publisher.Mono;

/** Tells of an outage once when it has lasted too long, and then once that it is over. */
@Component
class TellingOutage {
    private final HealthRows rows;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;
    private final HealthSettings settings;
    private final Clock clock;

    TellingOutage(HealthRows rows, Outbox outbox, AuditTrail audit, TransactionalOperator transaction,
            HealthSettings settings, Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.audit = audit;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** If it is time; whoever holds the row tells, and nobody after. */
    Mono<Void> ifTooLong(String providerId) {
        return rows.lock(providerId)
                .flatMap(health -> health.told(clock.instant(), settings.limits())
                        .map(told -> rows.write(providerId, told).then(Mono.defer(() -> down(providerId, told))))
                        .orElse(Mono.empty()))
                .as(transaction::transactional);
    }

    private Mono<Void> down(String providerId, Health health) {
        Instant since = since(health);
        Instant now = clock.instant();
        return rows.next(providerId)
                .flatMap(version -> outbox.publish(EventKind.PROVIDER_DOWNTIME, providerId, version,
                        new ProviderDowntime(providerId, since, now)))
                .then(Mono.defer(() -> audit.recordBySystem("provider_downtime", null, null,
                        Map.of("provider_id", providerId, "since", since, "failures", health.failures()))));
    }

    /** In the transaction in which it is up again; nothing where nobody was told that it was down. */
    Mono<Void> recovered(String providerId, Health before) {
        if (before.toldAt() == null) {
            return Mono.empty();
        }
        Instant since = since(before);
        Instant now = clock.instant();
        return rows.next(providerId)
                .flatMap(version -> outbox.publish(EventKind.PROVIDER_RECOVERED, providerId, version,
                        new ProviderRecovered(providerId, since, now)))
                .then(Mono.defer(() -> audit.recordBySystem("provider_recovered", null, null,
                        Map.of("provider_id", providerId, "since", since, "failures", before.failures()))));
    }

    /** When it last answered, as the event says; if it never did, since it was first asked in vain. */
    private Instant since(Health health) {
        Health.Answer answer = health.answered();
        Instant failing = health.failingSince();
        return answer != null ? answer.at() : failing != null ? failing : clock.instant();
    }
}
