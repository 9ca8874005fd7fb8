// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import com.dcarbon.local.story.Api;
import com.dcarbon.local.story.EventLog;
import com.dcarbon.local.story.Readings;
import com.dcarbon.local.story.Story;
import com.dcarbon.local.story.StoryWalk;
import com.dcarbon.simulator.SimulatorSettings;
import com.dcarbon.simulator.UtilitySimulator;
import com.dcarbon.simulator.customer.Flow;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.customer.UsagePoint;

import tools.jackson.databind.JsonNode;

/** A commercial Owner + Operator registers, authorizes PG&E and sees 90 days: compared with what the utility knows. */
class MainStoryIT {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    @Test
    void showsWhatTheUtilityMeasured() {
        Story story = new StoryWalk(Platform.stack(), "owner", _ -> {}, Clock.systemUTC()).walk();

        String facility = story.facility().path("id").asString();
        assertFacility(story.facility());
        assertThat(story.readings().days().stream().map(Readings.Day::day).distinct()).hasSizeBetween(90, 91);
        assertThat(story.readings().intervals().values())
                .allSatisfy(count -> assertThat(count).isGreaterThan(90 * 95L));
        assertThat(byDay(story.readings().days()))
                .isEqualTo(truth(story.readings().days().stream().map(Readings.Day::day).distinct().toList()));
        assertThat(story.readings().meters()).hasSize(2).allSatisfy(meter -> {
            assertThat(meter.path("source").asString()).isEqualTo("green_button");
            assertThat(meter.path("service_address").asString("")).isNotEmpty();
            assertThat(meter.path("account_id").asString("")).isNotEmpty();
        });
        assertEvents(story);
        Platform.await().untilAsserted(() -> assertThat(mailsAbout(facility)).isEqualTo(1));
        assertToldInTheApplication(facility);
        assertAudited(facility);
    }

    private static void assertFacility(JsonNode facility) {
        assertThat(facility.path("auth_status").asString()).isEqualTo("authorized");
        assertThat(facility.path("auth_method").asString()).isEqualTo("green_button");
        assertThat(facility.path("auth_provider").asString()).isEqualTo("pge");
        assertThat(facility.path("auth_id").asString("")).isNotEmpty();
        assertThat(facility.path("sync_status").asString()).isEqualTo("ok");
        assertThat(facility.path("registration").path("status").asString()).isEqualTo("complete");
        assertThat(facility.path("banner").isNull()).isTrue();
    }

    private static void assertEvents(Story story) {
        assertThat(story.events()).extracting(EventLog.Seen::type)
                .containsOnlyOnce("authorization_created", "meters_imported", "interval_data_imported");
        assertThat(story.events()).allSatisfy(event -> assertThat(event.data()).doesNotContain("@", "token"));
    }

    private static void assertToldInTheApplication(String facility) {
        try (Api owner = Platform.as("owner")) {
            Platform.await().untilAsserted(() -> assertThat(owner.get("/notifications").expect(200).json()
                    .path("items").valueStream()
                    .filter(item -> item.path("facility_id").asString("").equals(facility)))
                    .extracting(item -> item.path("kind").asString())
                    .containsExactly("authorization_succeeded"));
        }
    }

    private static void assertAudited(String facility) {
        try (Api admin = Platform.as("admin")) {
            Platform.await().untilAsserted(() -> assertThat(admin.get("/audit-logs?facility_id=" + facility)
                    .expect(200).json().path("items").valueStream()
                    .map(item -> item.path("event_type").asString()))
                    .contains("facility_registered", "authorization_started", "authorization_created",
                            "interval_data_imported", "interval_data_accessed"));
        }
    }

    private static long mailsAbout(String facility) {
        return Platform.inbox().to("owner@example.com")
                .stream()
                .filter(mail -> mail.text().contains("/facilities/" + facility))
                .count();
    }

    private static Map<String, BigDecimal> byDay(List<Readings.Day> days) {
        return days.stream().collect(Collectors.groupingBy(day -> day.day() + " " + day.direction(), TreeMap::new,
                Collectors.reducing(BigDecimal.ZERO, day -> day.wattHours().stripTrailingZeros(),
                        (a, b) -> a.add(b).stripTrailingZeros())));
    }

    private static Map<String, BigDecimal> truth(List<LocalDate> days) {
        Map<String, BigDecimal> truth = new TreeMap<>();
        try (UtilitySimulator utility = UtilitySimulator.start(SimulatorSettings.local().withPort(0))) {
            for (UsagePoint point : utility.household("pge", "owner").usagePoints()) {
                point.series().forEach(series -> days.forEach(day -> truth.merge(
                        day + " " + (series.flow() == Flow.FORWARD ? "delivered" : "received"),
                        series.total(new Period(day.atStartOfDay(PACIFIC).toInstant(),
                                day.plusDays(1).atStartOfDay(PACIFIC).toInstant())).stripTrailingZeros(),
                        (a, b) -> a.add(b).stripTrailingZeros())));
            }
        }
        return truth;
    }
}
