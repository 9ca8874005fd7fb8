// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.MetersImported;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.simulator.customer.Flow;
import com.dcarbon.simulator.customer.Household;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.customer.Service;
import com.dcarbon.simulator.customer.UsagePoint;
import com.dcarbon.testing.KafkaProbe;

import tools.jackson.databind.JsonNode;

/** From the event through a utility to the API. */
class HistoricalImportIT extends IngestionTestBase {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    @BeforeEach
    void notAtMidnight() {
        awaitTheMiddleOfADay(PACIFIC);
    }

    @Test
    void importsNinetyDaysOfAHousehold() throws Exception {
        facilityExists();
        neighbours.authorize(authorization, "pge", "owner-" + facility);
        authorized("pge");

        awaitSync("done");
        var imported = (IntervalDataImported) awaitEvent(EventKind.INTERVAL_DATA_IMPORTED).data();
        Household household = neighbours.simulator().household("pge", "owner-" + facility);
        List<UsagePoint> electric = household.usagePoints()
                .stream()
                .filter(point -> point.service() == Service.ELECTRICITY)
                .toList();
        JsonNode meters = meters();

        assertThat(meters).hasSameSizeAs(electric);
        assertThat(imported.kind()).isEqualTo(ImportKind.HISTORICAL);
        assertThat(imported.meterIds()).hasSameSizeAs(electric);
        assertThat(imported.start().atZone(PACIFIC).toLocalTime()).isEqualTo("00:00");
        for (UsagePoint point : electric) {
            isTheTruth(point, household, imported);
        }
        assertThat(meters()).allSatisfy(meter -> assertThat(meter.path("interval_coverage").path("gaps")).isEmpty());
    }

    private void isTheTruth(UsagePoint point, Household household, IntervalDataImported imported) {
        JsonNode meter = meters().valueStream()
                .filter(candidate -> candidate.path("usage_point_id").asString().equals(point.id()))
                .findFirst()
                .orElseThrow();
        assertThat(meter.path("utility_meter_id").asString()).isEqualTo(point.meterNumber());
        assertThat(meter.path("account_id").asString()).isEqualTo(household.accountNumber());
        assertThat(meter.path("service_address").asString()).isNotBlank();
        assertThat(meter.path("role").asString()).isEqualTo(point.exports() ? "net" : "consumption");
        assertThat(meter.path("last_sync").asString()).isNotBlank();
        Period period = new Period(imported.start(), household.published().end());
        assertThat(total(meter, "delivered", "day")).isEqualByComparingTo(point.series(Flow.FORWARD).total(period));
        assertThat(total(meter, "delivered", "raw")).isEqualByComparingTo(point.series(Flow.FORWARD).total(period));
        assertThat(total(meter, "delivered", "month")).isEqualByComparingTo(point.series(Flow.FORWARD).total(period));
        if (point.exports()) {
            assertThat(total(meter, "received", "hour"))
                    .isEqualByComparingTo(point.series(Flow.REVERSE).total(period));
        }
    }

    private BigDecimal total(JsonNode meter, String direction, String resolution) {
        String start = LocalDate.now(PACIFIC).minusDays(95).toString();
        JsonNode page = intervals(meter,
                "&start=" + start + "&limit=50000&direction=" + direction + "&resolution=" + resolution);
        return page.path("items")
                .valueStream()
                .map(item -> item.path("wh").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void tellsPartnersAndTheAuditLogOnceHoweverOftenTheEventComes() throws Exception {
        facilityExists();
        neighbours.authorize(authorization, "sdge", "home-" + facility);
        Event<?> event = authorized("sdge");
        KafkaProbe.shared().publish(Topic.AUTHORIZATIONS, event);
        authorized("sdge");

        awaitSync("done");
        awaitEvent(EventKind.INTERVAL_DATA_IMPORTED);
        await(() -> audited("interval_data_imported").size() == 1);

        var meters = (MetersImported) awaitEvent(EventKind.METERS_IMPORTED).data();
        assertThat(events(EventKind.METERS_IMPORTED)).hasSize(1);
        assertThat(events(EventKind.INTERVAL_DATA_IMPORTED)).hasSize(1);
        assertThat(audited("meters_imported")).hasSize(1);
        assertThat(meters.meterIds()).isNotEmpty();
        assertThat(count("select count(*) from import_jobs where facility_id = :id")).isEqualTo(1);
    }

    @Test
    void knowsItsMetersAgainAfterANewAuthorization() throws Exception {
        facilityExists();
        neighbours.authorize(authorization, "pge", "operator-" + facility);
        authorized("pge", 1);
        awaitSync("done");
        long blocks = blocks();
        List<String> before = ids();

        neighbours.authorize(authorization, "pge", "operator-" + facility);
        authorized("pge", 2);
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);

        assertThat(ids()).isEqualTo(before);
        assertThat(blocks()).isEqualTo(blocks);
        assertThat(count("""
                select count(*) from interval_block_revisions r join meters m on m.id = r.meter_id
                 where m.facility_id = :id""")).isZero();
    }

    private List<String> ids() {
        return meters().valueStream().map(meter -> meter.path("id").asString()).toList();
    }

    private long blocks() {
        return count("""
                select count(*) from interval_blocks b join meters m on m.id = b.meter_id where m.facility_id = :id""");
    }

    @Test
    void startsAgainWhenAsked() throws Exception {
        facilityExists();
        neighbours.authorize(authorization, "sdge", "operator-" + facility);
        authorized("sdge");
        awaitSync("done");

        user(owner).post().uri("/facilities/{id}/sync", facility).exchange().expectStatus().isAccepted();
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);

        assertThat(events(EventKind.INTERVAL_DATA_IMPORTED)).extracting(
                event -> ((IntervalDataImported) event.data()).kind())
                .containsExactlyInAnyOrder(ImportKind.HISTORICAL, ImportKind.INCREMENTAL);
        assertThat(Instant.parse(sync().path("last_success").asString())).isBefore(Instant.now());
    }
}
