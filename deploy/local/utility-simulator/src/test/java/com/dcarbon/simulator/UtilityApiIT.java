// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.junit.jupiter.api.Test;

import com.dcarbon.simulator.customer.Flow;
import com.dcarbon.simulator.customer.Period;

import tools.jackson.databind.JsonNode;

/** The main way: form, referral, authorization, meters, collection, intervals, revocation. */
class UtilityApiIT extends UtilityApiTestBase {

    @Test
    void leadsFromTheFormToTheReadings() {
        URI redirect = browser.approve(platform.form("{\"utility\":\"SCE\"}"), "owner", "secret");
        assertThat(redirect.toString()).startsWith(PlatformClient.CALLBACK + "?referral=");
        assertThat(ThirdPartyClient.parameters(redirect)).containsEntry("state", "s t&1");
        JsonNode pending = platform.authorization(redirect);
        assertThat(pending.path("status").asString()).isEqualTo("pending");
        assertThat(pending.path("revoked").isNull()).isTrue();

        JsonNode updated = platform.settled(pending.path("uid").asString());
        assertThat(updated.path("status").asString()).isEqualTo("updated");
        JsonNode meter = updated.path("meters").path("meters").get(0);
        assertThat(meter.path("is_activated").asBoolean()).isFalse();
        JsonNode collected = platform.collected(meter.path("uid").asString());
        assertThat(collected.path("is_activated").asBoolean()).isTrue();
        assertThat(collected.path("interval_count").asInt()).isEqualTo(30 * 96);
    }

    @Test
    void givesTheSameKilowattHoursAsGreenButton() {
        JsonNode meter = platform.settled(platform.authorization(
                browser.approve(platform.form("{\"utility\":\"PG&E\"}"), "home", "x")).path("uid").asString())
                .path("meters")
                .path("meters")
                .get(0);
        String uid = meter.path("uid").asString();
        platform.collected(uid);
        JsonNode readings = platform.read("/intervals?meters=" + uid + "&start=2026-07-10&end=2026-07-12")
                .path("intervals")
                .get(0)
                .path("readings");

        assertThat(readings.size()).isEqualTo(192);
        var point = simulator.household("pge", "home").usagePoints().getFirst();
        Period days = new Period(Instant.parse("2026-07-10T07:00:00Z"), Instant.parse("2026-07-12T07:00:00Z"));
        assertThat(sum(readings, "fwd")).isEqualByComparingTo(point.series(Flow.FORWARD).total(days).movePointLeft(3));
        assertThat(sum(readings, "rev")).isEqualByComparingTo(point.series(Flow.REVERSE).total(days).movePointLeft(3));
        assertThat(readings.get(0).path("start").asString()).isEqualTo("2026-07-11T23:45:00.000000-07:00");
        assertThat(OffsetDateTime.parse(readings.get(191).path("end").asString()))
                .isEqualTo("2026-07-10T00:15:00-07:00");
    }

    @Test
    void deletesMetersAndDataWhenRevoked() {
        JsonNode given = platform.settled(platform.consent("LADWP", "residential"));
        String uid = given.path("uid").asString();
        String meter = given.path("meters").path("meters").get(0).path("uid").asString();
        platform.collected(meter);

        JsonNode revoked = PlatformClient.json(platform.post("/authorizations/" + uid + "/revoke", ""));
        assertThat(revoked.path("is_revoked").asBoolean()).isTrue();
        assertThat(platform.get("/meters/" + meter).statusCode()).isEqualTo(404);
        assertThat(platform.read("/intervals?meters=" + meter).path("intervals").size()).isZero();
        assertThat(platform.post("/meters/historical-collection", "{\"meters\":[\"" + meter + "\"]}").body())
                .contains("expired_or_revoked");
    }

    private static BigDecimal sum(JsonNode readings, String type) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode reading : readings) {
            for (JsonNode point : reading.path("datapoints")) {
                if (point.path("type").asString().equals(type)) {
                    sum = sum.add(point.path("value").decimalValue());
                }
            }
        }
        return sum;
    }
}
