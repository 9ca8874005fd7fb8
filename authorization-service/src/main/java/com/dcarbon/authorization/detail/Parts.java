// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** What the other services told. */
record Parts(Map<Part, Told> told) {

    static Parts of(List<Told> all) {
        Map<Part, Told> byPart = new EnumMap<>(Part.class);
        all.forEach(one -> byPart.put(one.part(), one));
        return new Parts(byPart);
    }

    @Nullable
    JsonNode value(Part part) {
        Told one = told.get(part);
        return one == null ? null : one.value();
    }

    /** The parts that nobody could tell. */
    List<String> unavailable() {
        return told.values().stream().filter(one -> !one.available()).map(one -> one.part().wire()).toList();
    }
}
