// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

/** What a production meter generated, after it went over to a provider that names it differently. */
class GeneratedReadsIT extends StoredMeterTestBase {

    private void quarters(Direction direction, String local, int count, long value) {
        long start = LocalDateTime.parse(local).atZone(PACIFIC).toEpochSecond();
        store(direction, PACIFIC, IntStream.range(0, count)
                .mapToObj(place -> new Reading(start + 900L * place, 900, value, 0, 0, 0))
                .toList());
    }

    @Test
    void isShownThroughoutAndMonthByMonthAsReportsCountIt() {
        meterExists(PACIFIC);
        database.sql("update meters set role = 'generation' where id = :id").bind("id", meter).then().block();
        quarters(Direction.DELIVERED, "2026-01-10T12:00", 2, 10);
        quarters(Direction.DELIVERED, "2026-02-10T12:00", 3, 10);
        quarters(Direction.GENERATED, "2026-02-10T12:30", 1, 7);
        quarters(Direction.DELIVERED, "2026-03-10T12:00", 1, 5);
        quarters(Direction.GENERATED, "2026-03-10T12:00", 2, 7);

        assertThat(months("&direction=generated")).as("February is still the flow's, which covers more of it")
                .containsExactly("generated 20", "generated 30", "generated 14");
        assertThat(months("")).containsExactly("generated 20", "generated 30", "delivered 5", "generated 14");
        assertThat(months("&direction=delivered")).containsExactly("delivered 5");
        quarters(Direction.GENERATED, "2026-02-11T12:00", 2, 7);
        assertThat(months("&direction=generated")).as("now it covers as much")
                .containsExactly("generated 20", "generated 21", "generated 14");
    }

    private List<String> months(String direction) {
        return read("&resolution=month&start=2026-01-01&end=2026-04-01" + direction).stream()
                .map(item -> item.path("direction").asString() + " " + item.path("wh").decimalValue().intValue())
                .toList();
    }
}
