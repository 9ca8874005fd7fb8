// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/** What happened to an authorization or a meter; {@code eta}: when it is tried again. */
record Note(String type, String message, Instant at, @Nullable Instant eta) {
    ObjectNode toJson() {
        ObjectNode note = Json.object().put("type", type).put("msg", message).put("ts", Times.utc(at));
        if (eta != null) {
            note.put("eta", Times.utc(eta));
        }
        return note;
    }
}
