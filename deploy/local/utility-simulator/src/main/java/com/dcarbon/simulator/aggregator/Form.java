// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonCreator;

import tools.jackson.databind.node.ObjectNode;

/** A form for one customer, good for one submission. */
final class Form {
    final String uid;
    final String secret;
    final Instant created;
    Instant updated;
    @Nullable
    String customerEmail;
    @Nullable
    String utility;
    @Nullable
    String expires;
    @Nullable
    String ongoingEnd;
    /** The authorization that it renews. */
    @Nullable
    String authorizationUid;
    boolean archived;
    boolean disabled;

    @JsonCreator
    Form(String uid, String secret, Instant created) {
        this.uid = uid;
        this.secret = secret;
        this.created = created;
        this.updated = created;
    }

    ObjectNode toJson(String root) {
        ObjectNode json = Json.object()
                .put("uid", uid)
                .put("created", Times.utc(created))
                .put("updated", Times.utc(updated))
                .put("template_uid", Templates.UID)
                .put("authorization_uid", authorizationUid)
                .put("is_archived", archived)
                .put("disabled", disabled)
                .put("user_email", Templates.USER_EMAIL)
                .put("user_uid", Templates.USER_UID)
                .put("url", root + Templates.PAGE + "?f=" + secret)
                .put("customer_email", customerEmail)
                .put("utility", utility);
        json.set("scope", scope());
        return json;
    }

    ObjectNode scope() {
        ObjectNode scope = Json.object().put("expires", expires == null ? "until_revoked" : expires);
        if (ongoingEnd != null) {
            scope.put("ongoing_end", ongoingEnd);
        }
        return scope;
    }
}
