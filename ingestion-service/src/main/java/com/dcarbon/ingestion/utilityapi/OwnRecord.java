// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.util.List;
import java.util.Locale;

import com.dcarbon.ingestion.source.ProviderRecord;
import com.dcarbon.ingestion.source.ProviderRecord.State;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps what UtilityAPI says of a meter, but for what opens something or is of no use to anybody. */
final class OwnRecord {
    /** Addresses of files that whoever has them may load; and texts that grow with each collection. */
    private static final List<String> LEFT_OUT = List.of("exports", "exports_list", "notes", "user_email", "user_uid");
    private static final int LONGEST = 32_768;
    private static final List<String> OTHER_SERVICES = List.of("gas", "water", "steam", "heat", "chill", "sewer",
            "waste",
            "trash", "garbage", "refuse", "recycl", "sanit", "drain", "irrigat", "fire", "propane", "lng", "therm",
            "oil",
            "internet", "broadband", "phone", "telecom", "cable", "tv");

    private OwnRecord() {}

    static ProviderRecord of(JsonNode meter) {
        JsonNode serviceClass = meter.path("base").path("service_class");
        State state = meter.path("is_archived").asBoolean(false) ? State.ENDED : State.ACTIVE;
        return new ProviderRecord(commodity(serviceClass.isString() ? serviceClass.asString() : ""), state,
                json(meter));
    }

    /** Meters whose class is not told yet may be electric, and so may those of a class that names no other service. */
    private static String commodity(String serviceClass) {
        String words = serviceClass.strip().toLowerCase(Locale.ROOT);
        if (words.contains("electric") || OTHER_SERVICES.stream().noneMatch(words::contains)) {
            return ProviderRecord.ELECTRICITY;
        }
        if (words.contains("gas")) {
            return "natural_gas";
        }
        return words.contains("water") ? "water" : words.replaceAll("[^a-z0-9]+", "_");
    }

    private static String json(JsonNode meter) {
        if (!(meter instanceof ObjectNode object)) {
            return "{}";
        }
        ObjectNode kept = object.deepCopy();
        kept.remove(LEFT_OUT);
        String json = kept.toString();
        return json.length() > LONGEST ? "{}" : json;
    }
}
