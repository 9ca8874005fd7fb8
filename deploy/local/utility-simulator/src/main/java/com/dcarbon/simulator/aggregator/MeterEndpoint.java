// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /meters}, and the paid calls for their data. */
final class MeterEndpoint {
    private final Books books;
    private final Documents documents;
    private final CollectionWork collection;
    private final Monitoring monitoring;
    private final Account account;

    MeterEndpoint(Works works, Documents documents) {
        this.books = works.books();
        this.documents = documents;
        this.collection = works.collection();
        this.monitoring = works.monitoring();
        this.account = works.account();
    }

    ObjectNode list(ServerRequest request, String root) {
        var found = Filters.<Meter>of(request)
                .value("uids", meter -> meter.uid)
                .value("meters", meter -> meter.uid)
                .value("authorizations", meter -> meter.authorizationUid)
                .value("users", _ -> Templates.USER_UID)
                .value("utility", meter -> books.authorizationOf(meter).utility)
                .flag("is_archived", meter -> meter.archived)
                .flag("is_activated", meter -> meter.activated)
                .from(books.meters.values());
        return Paging.page(request, root, "meters", found, meter -> meter.uid,
                meter -> documents.meter(meter, root, Documents.expands(request)));
    }

    ObjectNode one(ServerRequest request, String root) {
        Meter meter = books.meter(request.pathVariable("uid"));
        return documents.meter(meter, root, Documents.expands(request));
    }

    ObjectNode change(String uid, ObjectNode body, String root) {
        Meter meter = books.meter(uid);
        if (!body.path("is_archived").isBoolean() || body.size() != 1) {
            throw new RefusedException(400, "invalid_param", "only is_archived can be changed, to true or false");
        }
        meter.archived = body.path("is_archived").asBoolean();
        return documents.meter(meter, root, true);
    }

    ObjectNode collect(ObjectNode body) {
        int months = body.path("collection_duration").asInt(12);
        if (months < 1 || months > 36) {
            throw new RefusedException(400, "invalid_param", "collection_duration must be from 1 to 36");
        }
        List<Meter> meters = active(body);
        account.pay(Account.Service.HISTORICAL_COLLECTION, meters);
        meters.forEach(meter -> collection.begin(meter, months));
        return success(meters).put("collection_duration", months);
    }

    ObjectNode monitor(ObjectNode body) {
        String frequency = Json.text(body, "frequency");
        if (frequency == null || !Monitoring.FREQUENCIES.contains(frequency)) {
            throw new RefusedException(400, "invalid_param",
                    "frequency must be one of " + String.join(", ", Monitoring.FREQUENCIES));
        }
        List<Meter> meters = active(body);
        if (!frequency.equals("off")) {
            account.pay(Account.Service.ONGOING_MONITORING, meters);
        }
        Integer day = day(body);
        meters.forEach(meter -> monitoring.set(meter, frequency, day));
        return success(meters).put("frequency", frequency);
    }

    private static @Nullable Integer day(ObjectNode body) {
        JsonNode day = body.path("fixed_refresh_day");
        if (day.isMissingNode() || day.isNull()) {
            return null;
        }
        if (!day.isInt() || day.asInt() < 1 || day.asInt() > 31) {
            throw new RefusedException(400, "invalid_param", "fixed_refresh_day must be from 1 to 31");
        }
        return day.asInt();
    }

    /** The meters asked for without those that are unknown, revoked or expired, which are dropped without a word. */
    private List<Meter> active(ObjectNode body) {
        JsonNode asked = body.path("meters");
        if (!asked.isArray() || asked.isEmpty()) {
            throw new RefusedException(400, "required_param_missing", "meters is needed");
        }
        List<Meter> active = new ArrayList<>();
        for (JsonNode uid : asked) {
            Meter meter = books.meters.get(uid.asString());
            if (meter != null && books.authorizationOf(meter).isActive(books.now())) {
                active.add(meter);
            }
        }
        if (active.isEmpty()) {
            throw new RefusedException(400, "expired_or_revoked", "No meter of an active authorization is left");
        }
        return active;
    }

    private static ObjectNode success(List<Meter> meters) {
        ObjectNode answer = Json.object().put("success", true);
        answer.set("meters", Json.array(meters.stream().map(meter -> meter.uid).toList()));
        return answer;
    }
}
