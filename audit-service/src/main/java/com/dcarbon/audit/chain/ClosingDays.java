// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.audit.chain.rules.ChainDay;
import com.dcarbon.audit.chain.rules.DayRange;
import com.dcarbon.audit.chain.rules.Verdict;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Closes each day when it is over, follows its chain once more, and tells its root in the log of the process, which is kept
 * elsewhere: once, or once more if the process or the database dies before that is noted.
 */
@Component
class ClosingDays {
    private static final Logger LOG = LoggerFactory.getLogger(ClosingDays.class);

    private final Chain chain;
    private final Verifying verifying;
    private final ChainSettings settings;
    private final Clock clock;
    private final TransactionalOperator transaction;
    private final AtomicLong daysAhead = new AtomicLong();

    ClosingDays(Chain chain, Verifying verifying, ChainSettings settings, Clock clock,
            TransactionalOperator transaction, MeterRegistry metrics) {
        this.chain = chain;
        this.verifying = verifying;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
        metrics.gauge("dcarbon.audit.days.ahead", daysAhead);
    }

    /** @return false: there is nothing more to do before the next look */
    Mono<Boolean> close() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now.minus(settings.closeAfter()), ZoneOffset.UTC);
        return chain.lastDay()
                .doOnNext(last -> look(last, LocalDate.ofInstant(now, ZoneOffset.UTC)))
                .thenMany(chain.close(today, now))
                .collectList()
                .as(transaction::transactional)
                .flatMapIterable(closed -> closed)
                .concatMapDelayError(this::tell)
                .then(Mono.just(false));
    }

    /** No day before the last one is left open, so a day that comes too early holds back the roots until it is over. */
    private void look(LocalDate last, LocalDate today) {
        long ahead = Math.max(0, ChronoUnit.DAYS.between(today, last));
        if (daysAhead.getAndSet(ahead) != ahead && ahead > 1) {
            LOG.atWarn().addKeyValue("day", last)
                    .log("an entry came from a clock that is days ahead: no root until then");
        }
    }

    private Mono<Void> tell(ChainDay day) {
        return verifying.verify(new DayRange(day.day(), day.day()))
                .doOnNext(verdict -> log(day, verdict))
                .then(Mono.defer(() -> chain.announced(day)));
    }

    private static void log(ChainDay day, Verdict verdict) {
        LOG.atLevel(verdict.isSound() ? Level.INFO : Level.ERROR)
                .addKeyValue("day", day.day())
                .addKeyValue("entries", day.entries())
                .addKeyValue("root", day.head())
                .addKeyValue("previous_root", day.previousRoot())
                .addKeyValue("fault", verdict.fault())
                .log(verdict.isSound() ? "a day of the audit log is closed" : "a day of the audit log is broken");
    }
}
