// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.utilityapi.Paying.Payment;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/**
 * Has UtilityAPI collect new data by itself, which is asked for once per meter: what somebody switches off there later
 * stays off until the customer authorizes anew. An import does not fail because of it.
 */
@Component
class Monitoring {
    private final PaidCalls ledger;
    private final Paying paying;
    private final Stops stops;

    Monitoring(PaidCalls ledger, Paying paying, Stops stops) {
        this.ledger = ledger;
        this.paying = paying;
        this.stops = stops;
    }

    /** @param meters whose history has been collected */
    Mono<Void> ensure(Errand errand, List<ApiMeter> meters) {
        List<String> unmonitored = meters.stream()
                .filter(meter -> !meter.state().monitored())
                .map(ApiMeter::uid)
                .toList();
        return errand.account().monitoring() == ProviderProfile.Monitoring.OFF || unmonitored.isEmpty()
                ? Mono.empty()
                : askedFor(errand).flatMap(asked -> switchOn(errand,
                        unmonitored.stream().filter(meter -> !asked.contains(meter)).toList()));
    }

    private static Instant notSince(Errand errand) {
        return errand.request().order().kind() == ImportKind.HISTORICAL
                ? errand.request().order().at()
                : Instant.EPOCH;
    }

    private Mono<Set<String>> askedFor(Errand errand) {
        return ledger.of(errand.request().authorizationId())
                .filter(call -> call.call() == PaidCall.ONGOING_MONITORING)
                .filter(call -> call.requestedAt().isAfter(notSince(errand)))
                .collect(HashSet::new, (asked, call) -> asked.addAll(call.done()));
    }

    private Mono<Void> switchOn(Errand errand, List<String> meters) {
        Map<String, String> details = Map.of("frequency",
                errand.account().monitoring().name().toLowerCase(Locale.ROOT));
        return meters.isEmpty()
                ? Mono.empty()
                : paying.pay(errand, PaidCall.ONGOING_MONITORING, meters, details, notSince(errand))
                        .flatMap(payment -> heed(errand, payment));
    }

    private Mono<Void> heed(Errand errand, Payment payment) {
        return switch (payment) {
            case Payment.Done done -> {
                done.dropped().forEach(meter -> errand.notes().accept("monitoring_passed_over"));
                yield Mono.empty();
            }
            case Payment.Exhausted _ -> noted(errand, "monitoring_waits_for_budget");
            case Payment.Elsewhere _ -> Mono.empty();
            case Payment.Troubled(ProviderTrouble.Throttled throttled) -> Mono.error(stops.because(throttled));
            case Payment.Troubled _ -> noted(errand, "monitoring_failed");
        };
    }

    private static Mono<Void> noted(Errand errand, String reason) {
        errand.notes().accept(reason);
        return Mono.empty();
    }
}
