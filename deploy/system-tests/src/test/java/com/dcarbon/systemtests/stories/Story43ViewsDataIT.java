// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.local.story.Answer;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.JsonNode;

/** Meters, intervals by range and resolution, and the same numbers as a file. */
class Story43ViewsDataIT {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    @RegisterExtension
    final Acceptance story = Acceptance.of("4.3 User Views Meter and Interval Data");

    private final LocalDate end = LocalDate.now(PACIFIC).minusDays(3);
    private final String range = "&start=" + end.minusDays(30) + "&end=" + end;

    @Test
    void showsMetersIntervalsAndFilesWithTheSameNumbers() {
        try (Person owner = Person.named("owner"); Person stranger = Person.named("stranger")) {
            String facility = owner.registerWithDetails("Observatory", "owner_operator");
            owner.authorize(facility, "pge", "observatory");
            Platform.await().until(() -> owner.facility(facility).path("last_sync").isString());

            story.line("Then I should see all associated meters");
            JsonNode meters = owner.api().get("/meters?facility_id=" + facility).expect(200).json().path("items");
            assertThat(meters).isNotEmpty().allSatisfy(meter -> assertThat(List.of("utility_meter_id",
                    "service_address", "account_id", "meter_type"))
                    .allSatisfy(field -> assertThat(meter.path(field).asString("")).isNotEmpty()));
            String meter = meters.path(0).path("id").asString();

            story.line("And I should be able to view interval data with a date/time range selector");
            BigDecimal raw = sum(owner, meter, "raw");
            assertThat(raw).isPositive();
            assertThat(sum(owner, meter, "day")).isEqualByComparingTo(raw);
            assertThat(sum(owner, meter, "month")).isEqualByComparingTo(raw);

            story.line("Export options (CSV, Excel)");
            Answer csv = owner.api().get("/intervals/export?format=csv&meter_id=" + meter + range).expect(200);
            assertThat(csv.header("Content-Disposition")).startsWith("attachment");
            assertThat(delivered(csv.text())).isEqualByComparingTo(raw);
            assertThat(owner.api().get("/intervals/export?format=xlsx&meter_id=" + meter + range).expect(200).text())
                    .startsWith("PK");
            isFetchedOnce(owner, "/intervals/export?format=csv&meter_id=" + meter + range, csv.text());

            assertThat(stranger.api().get("/intervals/export?format=csv&meter_id=" + meter).expect(404).json()
                    .path("code").asString()).isEqualTo("not_found");
        }
    }

    private BigDecimal sum(Person owner, String meter, String resolution) {
        return owner.api().get("/intervals?direction=delivered&limit=50000&resolution=" + resolution + "&meter_id="
                + meter + range).expect(200).json().path("items").valueStream()
                .map(item -> item.path("wh").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal delivered(String csv) {
        return csv.lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[3].equals("delivered"))
                .map(cells -> new BigDecimal(cells[4]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void isFetchedOnce(Person owner, String path, String content) {
        JsonNode link = owner.api().post("/downloads", Map.of("path", path)).expect(201).json();
        URI url = URI.create(link.path("url").asString());
        String address = url.getRawPath() + "?" + url.getRawQuery();
        try (Person browser = Person.nobody()) {
            assertThat(browser.api().get(address).expect(200).text()).isEqualTo(content);
            browser.api().get(address).expect(404);
        }
    }
}
