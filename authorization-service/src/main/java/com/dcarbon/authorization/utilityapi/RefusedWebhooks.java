// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.security.ClientAddress;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Webhooks that are none of UtilityAPI's: all of them are counted, and audited as long as they are few, since anybody can
 * send them and the audit log forgets nothing.
 */
@Component
class RefusedWebhooks {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedWebhooks.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int AUDITED_PER_WINDOW = 20;

    private final AuditTrail audit;
    private final MeterRegistry metrics;
    private final TransactionalOperator tx;
    private final Clock clock;
    private Instant windowEnd = Instant.MIN;
    private int inWindow;

    RefusedWebhooks(AuditTrail audit, MeterRegistry metrics, TransactionalOperator tx, Clock clock) {
        this.audit = audit;
        this.metrics = metrics;
        this.tx = tx;
        this.clock = clock;
    }

    /** @param reason {@code unsigned}, {@code wrong_signature} or {@code too_long} */
    Mono<Void> refuse(String reason, ClientAddress sender) {
        return Mono.defer(() -> {
            metrics.counter("dcarbon.authorization.webhooks.refused", "reason", reason).increment();
            LOG.atWarn().addKeyValue("reason", reason).log("a webhook was refused that is none of UtilityAPI's");
            return isOneOfFew() ? record(reason, sender) : Mono.empty();
        });
    }

    private synchronized boolean isOneOfFew() {
        Instant now = clock.instant();
        if (now.isAfter(windowEnd)) {
            windowEnd = now.plus(WINDOW);
            inWindow = 0;
        }
        inWindow++;
        return inWindow <= AUDITED_PER_WINDOW;
    }

    private Mono<Void> record(String reason, ClientAddress sender) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("reason", reason);
        return audit.record(new AuditRecord("webhook_refused", clock.instant(), Actor.SYSTEM.userId(), null, null,
                sender.value(), details)).as(tx::transactional);
    }
}
