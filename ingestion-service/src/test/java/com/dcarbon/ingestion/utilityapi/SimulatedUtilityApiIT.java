// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.simulator.aggregator.Given;
import com.dcarbon.simulator.aggregator.PaidCall;
import com.dcarbon.simulator.aggregator.UtilityApi;
import com.dcarbon.simulator.customer.Flow;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.customer.Service;
import com.dcarbon.simulator.customer.UsagePoint;
import com.dcarbon.simulator.fault.Fault;

import tools.jackson.databind.JsonNode;

/** Imports from the simulated UtilityAPI, which knows the truth and what it was paid for. */
class SimulatedUtilityApiIT extends IngestionTestBase {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    @BeforeEach
    void notAtMidnight() {
        awaitTheMiddleOfADay(PACIFIC);
    }

    private final UtilityApi api = neighbours.simulator().utilityApi();

    @BeforeEach
    void aFacility() {
        facilityExists();
    }

    @AfterEach
    void everythingWorksAgain() {
        api.faults().switchAllOff();
    }

    private void suffers(String... fields) {
        var fault = new java.util.HashMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            fault.put(fields[i], fields[i + 1]);
        }
        api.faults().switchOn(Fault.read(fault));
    }

    private List<PaidCall> paid(String service, Given given) {
        return api.paidCalls()
                .stream()
                .filter(call -> call.service().equals(service))
                .filter(call -> call.meters().stream().anyMatch(given.meters()::containsValue))
                .toList();
    }

    private Given given(String uid) {
        return api.given().stream().filter(each -> each.uid().equals(uid)).findFirst().orElseThrow();
    }

    @Test
    void theFirstImportIsTheTruthToTheWattHourAndPaidForOnceThoughAnswersAreLostAndTooManyAreRefused()
            throws Exception {
        String uid = neighbours.authorizeAtUtilityApi(authorization, "SCE", "owner-" + facility);
        suffers("fault", "lost_answer", "calls", "api_collection", "times", "1");
        suffers("fault", "rate_limited", "retry_after", "1", "calls", "api_intervals", "times", "1");

        authorized("uapi-sim");

        awaitSync("done");
        Given given = given(uid);
        var imported = (IntervalDataImported) awaitEvent(EventKind.INTERVAL_DATA_IMPORTED).data();
        List<UsagePoint> electric = given.household()
                .usagePoints()
                .stream()
                .filter(point -> point.service() == Service.ELECTRICITY)
                .toList();
        assertThat(meters()).hasSameSizeAs(electric);
        for (UsagePoint point : electric) {
            isTheTruth(point, given, imported);
        }
        assertThat(paid("historical_collection", given)).hasSize(1);
        assertThat(paid("ongoing_monitoring", given)).hasSize(1);
        assertThat(count("select count(*) from import_jobs where facility_id = :id and attempts > 0")).isLessThan(2);
    }

    private void isTheTruth(UsagePoint point, Given given, IntervalDataImported imported) {
        String meterUid = given.meters().get(point.id());
        JsonNode meter = meters().valueStream()
                .filter(candidate -> candidate.path("usage_point_id").asString().equals(meterUid))
                .findFirst()
                .orElseThrow();
        assertThat(meter.path("utility_meter_id").asString()).isEqualTo(point.meterNumber());
        assertThat(meter.path("role").asString()).isEqualTo(point.exports() ? "net" : "consumption");
        assertThat(meter.path("interval_coverage").path("gaps")).isEmpty();
        var period = new Period(imported.start(),
                java.time.Instant.parse(meter.path("interval_coverage").path("end").asString()));
        assertThat(period.end()).isAfter(imported.end().minusSeconds(3 * 86_400));
        assertThat(total(meter, "delivered")).isEqualByComparingTo(point.series(Flow.FORWARD).total(period));
        assertThat(total(meter, "received")).isEqualByComparingTo(
                point.exports() ? point.series(Flow.REVERSE).total(period) : BigDecimal.ZERO);
        assertThat(total(meter, "net")).isZero();
    }

    private BigDecimal total(JsonNode meter, String direction) {
        String start = LocalDate.now(PACIFIC).minusDays(95).toString();
        JsonNode page = intervals(meter, "&start=" + start + "&limit=50000&direction=" + direction
                + "&resolution=raw");
        return page.path("items")
                .valueStream()
                .map(item -> item.path("wh").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void anAuthorizationThatTheCustomerEndsInTheMiddleEndsTheImport() throws Exception {
        String uid = neighbours.authorizeAtUtilityApi(authorization, "LADWP", "home-" + facility);
        suffers("fault", "work_held", "calls", "collection_work");
        authorized("uapi-sim");
        await(() -> paid("historical_collection", given(uid)).size() == 1);

        api.revoke(uid, false);

        assertThat(awaitSync("failed").path("last_error").path("code").asString()).isEqualTo("authorization_ended");
        assertThat(meters()).isEmpty();
    }
}
