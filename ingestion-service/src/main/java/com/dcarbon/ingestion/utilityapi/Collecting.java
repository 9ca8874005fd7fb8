// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.DataRequest;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.utilityapi.PaidCalls.Entry;
import com.dcarbon.ingestion.utilityapi.Paying.Payment;
import com.dcarbon.ingestion.utilityapi.rules.Collected;
import com.dcarbon.ingestion.utilityapi.rules.CollectionRule;
import com.dcarbon.ingestion.utilityapi.rules.CollectionRule.Need;
import com.dcarbon.ingestion.utilityapi.rules.Months;
import com.dcarbon.ingestion.utilityapi.rules.Span;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/** Sees to it that the meters' data are there to be read, which costs money where nobody has asked for them before. */
@Component
class Collecting {
    private final OpenCalls openCalls;
    private final Paying paying;
    private final ReadingBack readingBack;
    private final Stops stops;
    private final Clock clock;

    Collecting(OpenCalls openCalls, Paying paying, ReadingBack readingBack, Stops stops, Clock clock) {
        this.openCalls = openCalls;
        this.paying = paying;
        this.readingBack = readingBack;
        this.stops = stops;
        this.clock = clock;
    }

    /**
     * The meters that can be read now; not before there is none that has to be waited for.
     *
     * @param meters that are of use to us
     */
    Mono<List<ApiMeter>> readable(Errand errand, List<ApiMeter> meters) {
        return openCalls.settled(errand, meters).flatMap(calls -> {
            Map<Need, List<ApiMeter>> needs = new EnumMap<>(Need.class);
            CollectionRule rule = rule(errand);
            meters.forEach(meter -> needs.computeIfAbsent(rule.of(meter.state(), collected(errand, meter, calls),
                    clock.instant()), need -> new ArrayList<>()).add(meter));
            noteDropped(errand, meters, calls);
            return readable(errand, needs, calls);
        });
    }

    private static CollectionRule rule(Errand errand) {
        DataRequest.Order order = errand.request().order();
        boolean monitoring = errand.account().monitoring() != ProviderProfile.Monitoring.OFF;
        return new CollectionRule(order.kind(), order.byPerson(), monitoring, errand.wanted(), order.at());
    }

    private static Collected collected(Errand errand, ApiMeter meter, List<Entry> calls) {
        List<Instant> done = calls.stream()
                .filter(call -> call.call() == PaidCall.HISTORICAL_COLLECTION && call.done().contains(meter.uid()))
                .map(Entry::requestedAt)
                .toList();
        long since = done.stream().filter(when -> !when.isBefore(errand.request().order().at())).count();
        return new Collected((int) since, done.isEmpty() ? null : done.getLast());
    }

    private static void noteDropped(Errand errand, List<ApiMeter> meters, List<Entry> calls) {
        meters.stream()
                .filter(meter -> calls.stream().anyMatch(call -> call.dropped().contains(meter.uid())))
                .forEach(meter -> errand.notes().accept("meter_passed_over"));
    }

    private Mono<List<ApiMeter>> readable(Errand errand, Map<Need, List<ApiMeter>> needs, List<Entry> calls) {
        List<ApiMeter> ready = needs.getOrDefault(Need.READ, List.of());
        List<ApiMeter> unpaid = needs.getOrDefault(Need.COLLECT, List.of());
        if (!unpaid.isEmpty()) {
            return collect(errand, unpaid, ready);
        }
        if (needs.containsKey(Need.WAIT) || ready.isEmpty() && needs.containsKey(Need.GIVE_UP_WAITING)) {
            return Mono.error(stops.preparing(errand));
        }
        if (ready.isEmpty() && needs.containsKey(Need.FAILED)) {
            return Mono.error(failed(errand, needs.getOrDefault(Need.FAILED, List.of()), calls));
        }
        needs.getOrDefault(Need.GIVE_UP_WAITING, List.of()).forEach(late -> errand.notes().accept("meter_not_ready"));
        needs.getOrDefault(Need.FAILED, List.of()).forEach(late -> errand.notes().accept("collection_failed"));
        return Mono.just(ready);
    }

    /** Asked again a day after it was asked the last time, a few times. */
    private static StopFetching failed(Errand errand, List<ApiMeter> meters, List<Entry> calls) {
        Optional<Collected> latest = meters.stream()
                .map(meter -> collected(errand, meter, calls))
                .filter(collected -> collected.times() < CollectionRule.MOST && collected.latest() != null)
                .findFirst();
        Instant notBefore = latest.map(Collected::latest).map(when -> when.plus(CollectionRule.APART)).orElse(null);
        return Stops.failed(FetchFailure.COLLECTION_FAILED, "the provider could not collect", notBefore);
    }

    private Mono<List<ApiMeter>> collect(Errand errand, List<ApiMeter> unpaid, List<ApiMeter> ready) {
        int months = Months.reachingBack(toCollect(errand, unpaid), errand.profile().timeZone());
        List<String> uids = unpaid.stream().map(ApiMeter::uid).toList();
        Instant notSince = clock.instant().minus(CollectionRule.APART);
        return paying.pay(errand, PaidCall.HISTORICAL_COLLECTION, uids, Map.of("collection_duration", months), notSince)
                .flatMap(payment -> switch (payment) {
                    case Payment.Done _,Payment.Elsewhere _ -> Mono.error(stops.preparing(errand));
                    case Payment.Exhausted(Instant until) -> withoutBudget(errand, ready, until);
                    case Payment.Troubled(ProviderTrouble.ReauthorizationNeeded ended) -> readingBack
                            .requireSound(errand)
                            .then(Mono.error(Stops.failed(FetchFailure.REQUEST_REFUSED, ended.detail(), null)));
                    case Payment.Troubled(ProviderTrouble trouble) -> Mono.error(stops.because(trouble));
                });
    }

    /**
     * Collections reach back from now. What was never collected is collected as far back as history goes, however little
     * is wanted now: it is paid for once.
     */
    private Span toCollect(Errand errand, List<ApiMeter> unpaid) {
        Instant now = clock.instant();
        Instant wanted = errand.wanted().start();
        Instant history = now.atZone(errand.profile().timeZone())
                .toLocalDate()
                .minusDays(errand.profile().data().historyDays())
                .atStartOfDay(errand.profile().timeZone())
                .toInstant();
        boolean first = unpaid.stream().anyMatch(meter -> meter.state().coverage().isEmpty());
        return new Span(first && history.isBefore(wanted) ? history : wanted, now);
    }

    /** History waits for as long as it takes; what is there already does not wait for a further meter. */
    private static Mono<List<ApiMeter>> withoutBudget(Errand errand, List<ApiMeter> ready, Instant until) {
        if (ready.isEmpty() || errand.request().order().kind() == ImportKind.HISTORICAL) {
            return Mono.error(StopFetching.with(new FetchOutcome.Hindered(FetchFailure.BUDGET_EXHAUSTED,
                    "the budget of paid calls is spent", until)));
        }
        errand.notes().accept("budget_exhausted");
        return Mono.just(ready);
    }
}
