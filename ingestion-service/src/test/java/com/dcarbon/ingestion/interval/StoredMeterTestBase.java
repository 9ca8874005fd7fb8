// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.interval.IntervalBlocks.Origin;
import com.dcarbon.ingestion.interval.IntervalBlocks.Series;
import com.dcarbon.ingestion.interval.rules.BlockMerge;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;
import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** A facility with one meter, whose readings a test stores without an import. */
public abstract class StoredMeterTestBase extends IngestionTestBase {
    protected static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    protected final UUID meter = Ids.next();

    @Autowired
    private IntervalBlocks blocks;
    @Autowired
    private TransactionalOperator transaction;

    protected void meterExists(ZoneId zone) {
        facilityExists();
        meterStored(zone);
    }

    protected void meterStored(ZoneId zone) {
        database.sql("""
                insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, role, commodity,
                    blocks, time_zone, source, created_at)
                values (:id, :facility, :authorization, 'pge', '1', 'net', 'electricity', '{}', :zone, 'green_button',
                    :now)""")
                .bind("id", meter)
                .bind("facility", facility)
                .bind("authorization", authorization)
                .bind("zone", zone.getId())
                .bind("now", Instant.now())
                .then()
                .block();
    }

    /** Merged by local days, as an import does. */
    protected void store(Direction direction, ZoneId zone, List<Reading> readings) {
        Map<Long, List<Reading>> days = readings.stream()
                .collect(Collectors.groupingBy(reading -> BlockMerge.dayStart(reading.start(), zone) / 86_400 / 16));
        Flux.fromIterable(days.values())
                .concatMap(some -> blocks.merge(Arrival.of(new Series(meter, direction, zone),
                        new Origin(Ids.next(), "green_button", false),
                        some.stream().sorted(Comparator.comparingLong(Reading::start)).toList())))
                .then()
                .as(transaction::transactional)
                .block();
    }

    /** All pages of an answer. */
    protected List<JsonNode> read(String query) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(
                    call(user(owner), "/intervals?meter_id=" + meter + query + cursor).expectStatus().isOk());
            page.path("items").forEach(items::add);
            cursor = page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asString();
        } while (!cursor.isEmpty());
        return items;
    }
}
