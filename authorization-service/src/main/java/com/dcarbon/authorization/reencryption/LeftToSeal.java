// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.reencryption;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * How many rows are left, as a metric; the log says when none is. They are counted when a step has found nothing, and while
 * there is more to do only now and then: a count reads what a hundred thousand steps would.
 */
final class LeftToSeal {
    private static final Logger LOG = LoggerFactory.getLogger(LeftToSeal.class);

    private final Function<String, Mono<Long>> count;
    private final Duration pause;
    private final Clock clock;
    private final AtomicLong left = new AtomicLong();
    private volatile Instant counted = Instant.MIN;

    /**
     * @param count how many there are that are not under the key of that id
     * @param pause how long is not counted while there is more to do
     */
    LeftToSeal(Function<String, Mono<Long>> count, MeterRegistry metrics, Duration pause, Clock clock) {
        this.count = count;
        this.pause = pause;
        this.clock = clock;
        metrics.gauge("dcarbon.authorization.tokens.old.key", left);
    }

    /** @param more whether the step has found any */
    Mono<Void> afterStep(boolean more, String primary) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            if (more && now.isBefore(counted.plus(pause))) {
                return Mono.empty();
            }
            counted = now;
            return count.apply(primary).doOnNext(rows -> note(rows, primary)).then();
        });
    }

    private void note(long rows, String primary) {
        if (left.getAndSet(rows) > 0 && rows == 0) {
            LOG.atInfo().addKeyValue("primary_key", primary)
                    .log("every stored secret is under the primary key: former keys may be removed from the token keyset");
        }
    }
}
