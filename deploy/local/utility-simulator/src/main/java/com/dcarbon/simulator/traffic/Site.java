// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.net.URI;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;

import com.dcarbon.simulator.fault.Call;
import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.Effect;
import com.dcarbon.simulator.fault.Faults;

import reactor.core.publisher.Mono;

/** Whoever takes requests below {@code /{id}/}, which are read, noted and befallen by faults. */
public interface Site {
    /** The first segment of its paths. */
    String id();

    /** What customers read. */
    String name();

    /** How it misbehaves now. */
    Faults faults();

    /** The kinds of calls that can reach it. */
    Set<CallKind> calls();

    /** What a request asks for, and in whose name. */
    Mono<Call> read(ServerWebExchange exchange);

    /** What its own links begin with for whoever asks at that address, without a slash at the end. */
    String root(URI asked);

    /** Whether a customer's browser may be sent there. */
    boolean isRegistered(@Nullable String redirectUri);

    /** What becomes of a request when more than its HTTP answer is concerned. */
    Mono<Void> suffer(Effect effect, Encounter encounter, Instant now);

    /** How far the data are that a request at that address ordered before. */
    default Orders.State order(URI asked) {
        return Orders.State.NOT_ORDERED;
    }

    /**
     * Takes what a request used up once more, because its answer was lost.
     *
     * @param again whether it does; null: as is usual here
     */
    default void takeBack(@Nullable Boolean again, CallKind kind, MultiValueMap<String, String> form) {}
}
