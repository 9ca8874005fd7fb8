// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import com.dcarbon.simulator.fault.Call;
import com.dcarbon.simulator.fault.Effect;
import com.dcarbon.simulator.fault.Faults;

import reactor.core.publisher.Mono;

/** Lets the faults that are on befall the requests to the utilities, and notes each request; not those to the control. */
public final class Traffic implements WebFilter {
    private final Map<String, Site> sites;
    private final RequestLog log;
    private final Consequence consequence;

    public Traffic(Collection<? extends Site> sites, RequestLog log, Clock clock) {
        this.sites = sites.stream().collect(Collectors.toUnmodifiableMap(Site::id, Function.identity()));
        this.log = log;
        this.consequence = new Consequence(clock);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String[] segments = exchange.getRequest().getURI().getRawPath().split("/", 4);
        Site site = segments.length > 1 ? sites.get(segments[1]) : null;
        if (site == null || segments.length > 2 && segments[2].equals("control")) {
            return chain.filter(exchange);
        }
        return site.read(exchange).flatMap(call -> befall(site, call, exchange, chain));
    }

    private Mono<Void> befall(Site site, Call call, ServerWebExchange exchange, WebFilterChain chain) {
        Orders.State order = site.order(exchange.getRequest().getURI());
        Optional<Faults.On> fault = order == Orders.State.WAITING
                ? Optional.empty()
                : site.faults()
                        .befalling(call,
                                each -> order == Orders.State.NOT_ORDERED
                                        || !(each.effect() instanceof Effect.Accepted));
        var encounter = new Encounter(site, call, exchange, chain, log,
                fault.map(on -> on.fault().kind().wire()).orElse(null));
        if (order == Orders.State.WAITING) {
            return Acceptance.waiting(encounter);
        }
        return fault.map(on -> consequence.of(on.fault().effect(), encounter)).orElseGet(encounter::proceed);
    }
}
