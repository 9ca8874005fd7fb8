// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What came of asking for a part.
 *
 * @param value null if there is nothing to show
 * @param available whether the service answered as it promises
 */
record Told(Part part, @Nullable JsonNode value, boolean available) {

    static Told of(Part part, JsonNode value) {
        return new Told(part, value, true);
    }

    /** The service knows nothing of the authorization: no data was ever asked for, or the facility is gone. */
    static Told nothing(Part part) {
        boolean list = part == Part.METERS || part == Part.AUDIT_LOG;
        return new Told(part, list ? JsonNodeFactory.instance.arrayNode() : null, true);
    }

    static Told unavailable(Part part) {
        return new Told(part, null, false);
    }

    /** Not for this reader. */
    static Told withheld(Part part) {
        return new Told(part, null, true);
    }
}
