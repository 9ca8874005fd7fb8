// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.dcarbon.simulator.fault.Effect;
import com.dcarbon.simulator.fault.Effect.Notice;
import com.dcarbon.simulator.fault.RetryAfter;

import reactor.core.publisher.Mono;

/** 202 for a request that could be answered now, and what follows. Requests that would be refused are. */
final class Acceptance {
    private final Utility utility;
    private final Encounter encounter;
    private final Effect.Accepted accepted;

    Acceptance(Utility utility, Encounter encounter, Effect.Accepted accepted) {
        this.utility = utility;
        this.encounter = encounter;
        this.accepted = accepted;
    }

    Mono<Void> answer(Instant now) {
        if (!utility.authorizationServer().backOffice().opens(encounter.bearer(), encounter.call().subscription())) {
            return encounter.proceed();
        }
        if (accepted.retryAfter() != null) {
            encounter.exchange()
                    .getResponse()
                    .getHeaders()
                    .set("Retry-After", new RetryAfter.Seconds(accepted.retryAfter()).header(now));
        }
        Notice notice = accepted.notice();
        return notice == null ? waiting(encounter) : ordered(notice);
    }

    /** 202 for data that were ordered before and are not ready. */
    static Mono<Void> waiting(Encounter encounter) {
        return encounter.answer(202, null, "");
    }

    private Mono<Void> ordered(Notice notice) {
        Orders.Order order = utility.orders().place(encounter.exchange().getRequest().getURI());
        CompletableFuture<Void> told = ready(order, notice);
        return notice.first() ? Mono.fromFuture(told).then(Mono.defer(() -> waiting(encounter))) : waiting(encounter);
    }

    private CompletableFuture<Void> ready(Orders.Order order, Notice notice) {
        URI address = order.address(encounter.root());
        var later = CompletableFuture.delayedExecutor(notice.after().toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> ready = CompletableFuture.runAsync(order::becomesReady, later);
        return notice.sent()
                ? ready.thenCompose(_ -> utility.notices().send(address)).thenAccept(_ -> {})
                : ready;
    }
}
