// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonCreator;

import tools.jackson.databind.node.ObjectNode;

/** Something that the platform is told by webhook and can read afterwards. */
final class Event {
    final String uid;
    final String type;
    final Instant at;
    final @Nullable String formUid;
    final @Nullable String authorizationUid;
    final @Nullable String meterUid;
    boolean delivered;

    @JsonCreator
    Event(String uid, String type, Instant at, @Nullable String formUid, @Nullable String authorizationUid,
            @Nullable String meterUid) {
        this.uid = uid;
        this.type = type;
        this.at = at;
        this.formUid = formUid;
        this.authorizationUid = authorizationUid;
        this.meterUid = meterUid;
    }

    ObjectNode toJson(String target) {
        ObjectNode json = Json.object()
                .put("uid", uid)
                .put("type", type)
                .put("ts", Times.utc(at))
                .put("delivery_method", "webhook")
                .put("delivery_target", target)
                .put("is_delivered", delivered);
        if (formUid != null) {
            json.put("form_uid", formUid);
        }
        if (authorizationUid != null) {
            json.put("authorization_uid", authorizationUid);
        }
        if (meterUid != null) {
            json.put("meter_uid", meterUid);
        }
        return json;
    }
}
