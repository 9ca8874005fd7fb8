// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.audit.chain.rules.ChainDay;
import com.dcarbon.audit.chain.rules.DayRange;
import com.dcarbon.audit.chain.rules.Verdict;

import reactor.core.publisher.Mono;

/**
 * Closes each day when it is over, follows its chain once more, and tells its root in the log of the process, which is kept
 * elsewhere.
 */
@Component
class ClosingDays {
    private static final Logger LOG = LoggerFactory.getLogger(ClosingDays.class);

    private final Chain chain;
    private final Verifying verifying;
    private final ChainSettings settings;
    private final Clock clock;
    private final TransactionalOperator transaction;

    ClosingDays(Chain chain, Verifying verifying, ChainSettings settings, Clock clock,
            TransactionalOperator transaction) {
        this.chain = chain;
        this.verifying = verifying;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** @return false: there is nothing more to do before the next look */
    Mono<Boolean> close() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now.minus(settings.closeAfter()), ZoneOffset.UTC);
        return chain.announce(today, now)
                .collectList()
                .as(transaction::transactional)
                .flatMapIterable(closed -> closed)
                .concatMap(this::tell)
                .then(Mono.just(false));
    }

    private Mono<Void> tell(ChainDay day) {
        return verifying.verify(new DayRange(day.day(), day.day())).doOnNext(verdict -> log(day, verdict)).then();
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
