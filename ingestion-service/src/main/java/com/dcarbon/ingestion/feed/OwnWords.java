// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.espi.MeterPoint;
import com.dcarbon.ingestion.source.ProviderRecord;
import com.dcarbon.ingestion.source.ProviderRecord.State;

import tools.jackson.databind.json.JsonMapper;

/** Keeps what a utility says of a usage point and its meter. */
final class OwnWords {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String[] SERVICES = {ProviderRecord.ELECTRICITY, "natural_gas", "water", "time", "heat",
            "refuse", "sewerage", "rates", "tv", "internet"};
    private static final String OFF = "0";

    private OwnWords() {}

    static ProviderRecord of(MeterPoint point) {
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        words.put("usage_point", point.id());
        words.put("service_category", point.category());
        words.put("service_delivery_point", point.servicePoint());
        words.put("tariff_profile", point.tariff());
        words.put("meter_number", point.details().meterNumber());
        words.put("meter_type", point.details().meterType());
        words.put("account", point.details().accountId());
        words.put("service_location", point.details().address());
        words.put("elements", new TreeMap<>(point.words()));
        words.values().removeIf(value -> value == null);
        State state = OFF.equals(point.words().get("status")) ? State.INACTIVE : State.ACTIVE;
        return new ProviderRecord(commodity(point.category()), state, JSON.writeValueAsString(words));
    }

    private static String commodity(@Nullable Integer category) {
        int kind = category == null ? 0 : category;
        return kind >= 0 && kind < SERVICES.length ? SERVICES[kind] : "service_" + kind;
    }
}
