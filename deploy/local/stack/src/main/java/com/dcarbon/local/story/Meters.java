// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;

/** Reads meters and intervals (stories 5.2 and 5.3 as far as the API has them). */
final class Meters {
    private static final String RAW_LIMIT = "50000";
    private static final String DAY_LIMIT = "2000";

    private final Api api;

    Meters(Api api) {
        this.api = api;
    }

    /** Everything between two days, the second excluded. */
    Readings read(String facilityId, LocalDate from, LocalDate to) {
        List<JsonNode> meters = of(facilityId);
        Map<String, Long> intervals = new TreeMap<>();
        List<Readings.Day> days = new ArrayList<>();
        for (JsonNode meter : meters) {
            String meterId = meter.path("id").asString();
            count(meterId, from, to, intervals);
            addDays(meterId, from, to, days);
        }
        return new Readings(meters, intervals, days);
    }

    private void count(String meterId, LocalDate from, LocalDate to, Map<String, Long> counts) {
        forEachPage(meterId, from, to, "raw", RAW_LIMIT, page -> page.path("items")
                .forEach(item -> counts.merge(item.path("direction").asString(), 1L, Long::sum)));
    }

    private void addDays(String meterId, LocalDate from, LocalDate to, List<Readings.Day> days) {
        forEachPage(meterId, from, to, "day", DAY_LIMIT, page -> {
            ZoneId zone = ZoneId.of(page.path("time_zone").asString("UTC"));
            page.path("items").forEach(item -> days.add(day(item, zone)));
        });
    }

    private List<JsonNode> of(String facilityId) {
        JsonNode items = api.get("/meters?facility_id=" + facilityId).expect(200).json().path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private void forEachPage(String meterId, LocalDate from, LocalDate to, String resolution, String limit,
            Consumer<JsonNode> reader) {
        String query = "/intervals?meter_id=%s&start=%s&end=%s&resolution=%s&limit=%s".formatted(meterId, from, to,
                resolution, limit);
        JsonNode page = api.get(query).expect(200).json();
        reader.accept(page);
        while (page.path("next_cursor").isString()) {
            String cursor = URLEncoder.encode(page.path("next_cursor").asString(), StandardCharsets.UTF_8);
            page = api.get(query + "&cursor=" + cursor).expect(200).json();
            reader.accept(page);
        }
    }

    private static Readings.Day day(JsonNode item, ZoneId zone) {
        LocalDate day = OffsetDateTime.parse(item.path("start").asString()).atZoneSameInstant(zone).toLocalDate();
        return new Readings.Day(day, item.path("direction").asString(), item.path("wh").decimalValue());
    }
}
