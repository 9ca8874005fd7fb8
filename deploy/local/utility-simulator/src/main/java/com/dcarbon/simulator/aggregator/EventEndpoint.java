// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.Optional;

import org.springframework.web.reactive.function.server.ServerRequest;

import tools.jackson.databind.node.ObjectNode;

/** {@code /events}: all there were, delivered or not. */
final class EventEndpoint {
    private final Books books;
    private final Webhooks webhooks;

    EventEndpoint(Books books, Webhooks webhooks) {
        this.books = books;
        this.webhooks = webhooks;
    }

    ObjectNode list(ServerRequest request, String root) {
        var found = Filters.<Event>of(request)
                .value("uids", event -> event.uid)
                .value("types", event -> event.type)
                .value("authorizations", event -> String.valueOf(event.authorizationUid))
                .value("meters", event -> String.valueOf(event.meterUid))
                .flag("is_delivered", event -> event.delivered)
                .from(books.events.values());
        return Paging.page(request, root, "events", found, event -> event.uid, this::document);
    }

    ObjectNode one(String uid) {
        return document(event(uid));
    }

    ObjectNode change(String uid, ObjectNode body) {
        Event event = event(uid);
        if (!body.path("is_delivered").isBoolean() || body.size() != 1) {
            throw new RefusedException(400, "invalid_param", "only is_delivered can be changed, to true or false");
        }
        event.delivered = body.path("is_delivered").asBoolean();
        return document(event);
    }

    private Event event(String uid) {
        return Optional.ofNullable(books.events.get(uid)).orElseThrow(() -> RefusedException.unknown("event"));
    }

    private ObjectNode document(Event event) {
        return event.toJson(webhooks.target().toString());
    }
}
