// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;

/** Reads meters and intervals (stories 5.2 and 5.3 as far as the API has them). */
public final class Meters {
    private static final String RAW_LIMIT = "50000";

    private final Api api;

    Meters(Api api) {
        this.api = api;
    }

    /** A day's energy in one direction; {@code day} is the meter's, energy in Wh. */
    public record Day(LocalDate day, String direction, BigDecimal wattHours) {}

    List<JsonNode> of(String facilityId) {
        JsonNode items = api.get("/meters?facility_id=" + facilityId).expect(200).json().path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /** The days between, as the API sums them. */
    List<Day> days(String meterId, LocalDate from, LocalDate to) {
        List<Day> days = new ArrayList<>();
        forEachPage(meterId, from, to, "day", "2000", page -> {
            ZoneId zone = ZoneId.of(page.path("time_zone").asString("UTC"));
            page.path("items").forEach(item -> days.add(day(item, zone)));
        });
        return days;
    }

    /** How many intervals there are, read one by one. */
    long count(String meterId, LocalDate from, LocalDate to) {
        long[] count = new long[1];
        forEachPage(meterId, from, to, "raw", RAW_LIMIT, page -> count[0] += page.path("items").size());
        return count[0];
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

    private static Day day(JsonNode item, ZoneId zone) {
        LocalDate day = OffsetDateTime.parse(item.path("start").asString()).atZoneSameInstant(zone).toLocalDate();
        return new Day(day, item.path("direction").asString(), item.path("wh").decimalValue());
    }
}
