// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.utilityapi.PaidCalls.Answer;
import com.dcarbon.ingestion.utilityapi.PaidCalls.Permit;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Makes calls that cost money: written down before, within the budget, settled after. Where it stays open whether a call
 * was done, the ledger stays open too, until somebody has looked.
 */
@Component
class Paying {
    private static final Logger LOG = LoggerFactory.getLogger(Paying.class);

    private final UtilityApiClient client;
    private final PaidCalls ledger;
    private final UtilityApiSettings settings;
    private final MeterRegistry metrics;
    private final Clock clock;

    Paying(UtilityApiClient client, PaidCalls ledger, UtilityApiSettings settings, MeterRegistry metrics, Clock clock) {
        this.client = client;
        this.ledger = ledger;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Payment {
        /** It is done for all of the meters but those that were passed over. */
        record Done(List<String> dropped) implements Payment {}

        /** It was refused, or nobody knows: then the trouble is one that passes. */
        record Troubled(ProviderTrouble trouble) implements Payment {}

        /** The budget is spent until then. */
        record Exhausted(Instant until) implements Payment {}

        /** Somebody else is just doing the same, or has done it. */
        record Elsewhere() implements Payment {}
    }

    /**
     * @param details what the call says besides its meters
     * @param notSince no such call for one of the meters may have succeeded since then
     */
    Mono<Payment> pay(Errand errand, PaidCall call, List<String> meters, Map<String, ?> details, Instant notSince) {
        var wish = new PaidCalls.Wish(errand.account().account(), errand.profile().id(),
                errand.request().authorizationId(), call, meters, errand.account().paidCallsPerDay(), notSince,
                clock.instant().minus(settings.payAgainDelay()));
        return ledger.intend(wish).flatMap(permit -> switch (permit) {
            case Permit.Granted(UUID id) -> call(errand, call, meters, details, id);
            case Permit.Exhausted(Instant until) -> {
                exhausted(errand, call, until);
                yield Mono.just(new Payment.Exhausted(until));
            }
            case Permit.Taken _ -> Mono.just(new Payment.Elsewhere());
        });
    }

    private Mono<Payment> call(Errand errand, PaidCall call, List<String> meters, Map<String, ?> details, UUID id) {
        Map<String, Object> body = new HashMap<>(details);
        body.put("meters", meters);
        return client.post(errand.profile(), call.wire(), errand.address(call.path(), Map.of()), body)
                .onErrorResume(StopFetching.class, unasked -> ledger.settle(id, Answer.REFUSED, List.of())
                        .then(Mono.error(unasked)))
                .flatMap(outcome -> switch (outcome) {
                    case ProviderOutcome.Succeeded<JsonNode>(JsonNode answer) -> accepted(errand, call, meters, id,
                            answer);
                    case ProviderOutcome.Failed<JsonNode>(ProviderTrouble trouble) -> troubled(errand, call, id,
                            trouble);
                });
    }

    private Mono<Payment> accepted(Errand errand, PaidCall call, List<String> meters, UUID id, JsonNode answer) {
        List<String> dropped = new ArrayList<>(answer.path("meters").isArray() ? meters : List.of());
        answer.path("meters").forEach(meter -> dropped.remove(meter.asString("")));
        count(errand, call, Answer.ACCEPTED.wire());
        if (!dropped.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("authorization_id", errand.request().authorizationId())
                    .addKeyValue("call", call.wire())
                    .addKeyValue("meters", dropped)
                    .log("the provider passed over some of the meters");
        }
        return ledger.settle(id, Answer.ACCEPTED, dropped).thenReturn(new Payment.Done(dropped));
    }

    /** A refusal is known not to cost anything; an answer that did not come, or says nothing, leaves that open. */
    private Mono<Payment> troubled(Errand errand, PaidCall call, UUID id, ProviderTrouble trouble) {
        boolean open = switch (trouble) {
            case ProviderTrouble.Unavailable _,ProviderTrouble.Malformed _,ProviderTrouble.Pending _ -> true;
            default -> false;
        };
        count(errand, call, open ? "unanswered" : Answer.REFUSED.wire());
        return (open ? Mono.<Void>empty() : ledger.settle(id, Answer.REFUSED, List.of()))
                .thenReturn(new Payment.Troubled(trouble));
    }

    private void exhausted(Errand errand, PaidCall call, Instant until) {
        count(errand, call, "budget");
        LOG.atError()
                .addKeyValue("provider_id", errand.profile().id())
                .addKeyValue("account", errand.account().account())
                .addKeyValue("call", call.wire())
                .addKeyValue("until", until)
                .log("ALERT: the budget of paid calls is spent; imports wait: look why, or raise paid_calls_per_day.");
    }

    void count(Errand errand, PaidCall call, String outcome) {
        metrics.counter("dcarbon.provider.paid.calls", "provider", errand.profile().id(), "call", call.wire(),
                "outcome", outcome).increment();
    }
}
