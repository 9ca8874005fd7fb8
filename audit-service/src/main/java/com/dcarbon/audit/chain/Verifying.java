// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import java.util.List;
import java.util.concurrent.Semaphore;

import org.springframework.stereotype.Component;

import com.dcarbon.audit.AuditProblem;
import com.dcarbon.audit.chain.Chain.Link;
import com.dcarbon.audit.chain.rules.ChainDay;
import com.dcarbon.audit.chain.rules.DayCheck;
import com.dcarbon.audit.chain.rules.DayRange;
import com.dcarbon.audit.chain.rules.Fault;
import com.dcarbon.audit.chain.rules.Fault.Kind;
import com.dcarbon.audit.chain.rules.Place;
import com.dcarbon.audit.chain.rules.Verdict;
import com.dcarbon.platform.problem.ProblemException;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Follows the chain over the days of a range, until its end or the first fault. */
@Component
class Verifying {
    /** A verification reads without a pause: more would keep this process and the database from their other work. */
    private static final int AT_ONCE = 2;

    private final Chain chain;
    private final Counter sound;
    private final Counter broken;
    private final Semaphore asked = new Semaphore(AT_ONCE);

    Verifying(Chain chain, MeterRegistry metrics) {
        this.chain = chain;
        this.sound = metrics.counter("dcarbon.audit.verifications", "outcome", "sound");
        this.broken = metrics.counter("dcarbon.audit.verifications", "outcome", "broken");
    }

    /**
     * The same for whoever asks.
     *
     * @return fails with {@code verification_busy} while two others are under way in this process
     */
    Mono<Verdict> ask(DayRange range) {
        return Mono.defer(() -> asked.tryAcquire()
                ? verify(range).doFinally(_ -> asked.release())
                : Mono.error(new ProblemException(AuditProblem.VERIFICATION_BUSY,
                        "%d verifications are under way.".formatted(AT_ONCE))));
    }

    /** Holds no connection but while it reads the list of the days, or a thousand entries. */
    Mono<Verdict> verify(DayRange range) {
        return chain.links(range)
                .collectList()
                .flatMapIterable(days -> days)
                .concatMap(this::verdict, 1)
                .scan(Verdict.EMPTY, Verdict::and)
                .takeUntil(verdict -> !verdict.isSound())
                .last(Verdict.EMPTY)
                .doOnNext(verdict -> (verdict.isSound() ? sound : broken).increment());
    }

    private Mono<Verdict> verdict(Link link) {
        ChainDay day = link.record();
        return day == null
                ? Mono.just(new Verdict(0, new Fault(link.day(), 1, null, Kind.DAY_MISSING)))
                : followed(day, link.rootBefore())
                        .flatMap(verdict -> verdict.isSound() ? withDrops(day, verdict) : Mono.just(verdict))
                        .flatMap(verdict -> verdict.isSound() || day.isDropped()
                                ? Mono.just(verdict)
                                : unlessDroppedMeanwhile(day, verdict));
    }

    private Mono<Verdict> followed(ChainDay day, String rootBefore) {
        return Mono.defer(() -> {
            DayCheck check = new DayCheck(day, rootBefore);
            return (day.isDropped() ? Flux.<List<Place>>empty() : chain.places(day))
                    .map(check::follow)
                    .takeWhile(well -> well)
                    .then(Mono.fromSupplier(check::verdict));
        });
    }

    private Mono<Verdict> withDrops(ChainDay day, Verdict verdict) {
        return chain.unrecordedDrop(day)
                .map(first -> verdict.with(new Fault(day.day(), first, null, Kind.DROP_UNRECORDED)))
                .defaultIfEmpty(verdict);
    }

    /** A day whose last entries go while it is read seems to have lost them. */
    private Mono<Verdict> unlessDroppedMeanwhile(ChainDay day, Verdict verdict) {
        return chain.links(new DayRange(day.day(), day.day()))
                .filter(now -> now.record() != null && now.record().isDropped())
                .next()
                .flatMap(this::verdict)
                .defaultIfEmpty(verdict);
    }
}
