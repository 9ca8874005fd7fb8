// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Data ordered by a request that was answered 202. Until they are ready both addresses answer 202: the one asked and
 * the one with the {@code correlationID} of the notification. Then the first is good for one answer, after which it
 * orders anew; the second for ever.
 */
public final class Orders {
    private static final String CORRELATION = "correlationID";

    private final Map<String, Order> latest = new ConcurrentHashMap<>();
    private final Map<String, Order> correlated = new ConcurrentHashMap<>();

    Orders() {}

    /** How far a request's data are. */
    public enum State {
        /** Nothing was ordered there. */
        NOT_ORDERED,
        /** Not ready. */
        WAITING,
        /** Ready. */
        READY
    }

    Order place(URI asked) {
        Order order = new Order(UUID.randomUUID().toString(), target(asked));
        latest.put(order.target, order);
        correlated.put(order.correlation, order);
        return order;
    }

    State state(URI asked) {
        String target = target(asked);
        String correlation = UriComponentsBuilder.fromUri(asked).build().getQueryParams().getFirst(CORRELATION);
        Order order = correlation == null ? latest.get(target) : correlated.get(correlation);
        if (order == null || !order.target.equals(target)) {
            return State.NOT_ORDERED;
        }
        if (!order.ready) {
            return State.WAITING;
        }
        if (correlation == null) {
            latest.remove(target, order);
        }
        return State.READY;
    }

    private static String target(URI asked) {
        return UriComponentsBuilder.fromUri(asked)
                .scheme(null)
                .host(null)
                .port(null)
                .replaceQueryParam(CORRELATION)
                .build()
                .toUriString();
    }

    /** One order. */
    static final class Order {
        private final String correlation;
        private final String target;
        private volatile boolean ready;

        private Order(String correlation, String target) {
            this.correlation = correlation;
            this.target = target;
        }

        void becomesReady() {
            ready = true;
        }

        /** What the notification names. */
        URI address(String root) {
            return URI.create(root + target + (target.contains("?") ? "&" : "?") + CORRELATION + "=" + correlation);
        }
    }
}
