// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What UtilityAPI tells by itself, and what time does to authorizations and meters. */
class UtilityApiEventsIT extends UtilityApiTestBase {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path temporary;

    private ThirdPartyInbox inbox;

    @BeforeEach
    void listen() throws IOException {
        inbox = new ThirdPartyInbox();
        inbox.answerBy(_ -> 200);
        simulator.utilityApi().sendWebhooksTo(inbox.address());
    }

    @AfterEach
    void stopListening() {
        inbox.close();
    }

    @Override
    com.dcarbon.simulator.aggregator.AggregatorSettings utilityApi() {
        return super.utilityApi().withRetries(Duration.ofMillis(50), Duration.ofMillis(50))
                .withMemory(temporary.resolve("memory.json"));
    }

    @Test
    void signsWhatItTells() {
        simulator.utilityApi().ping();
        await().atMost(LONG).until(() -> inbox.received().size() == 1);

        ThirdPartyInbox.Received ping = inbox.received().getFirst();
        assertThat(ping.signature()).isEqualTo(signature("local-utility-api-webhook-secret", ping));
        JsonNode event = JSON.readTree(ping.body()).path("events").get(0);
        assertThat(event.path("type").asString()).isEqualTo("ping");
        await().atMost(LONG)
                .until(() -> platform.read("/events/" + event.path("uid").asString()).path("is_delivered").asBoolean());
    }

    @Test
    void tellsTheWholeWayOfAnAuthorization() {
        JsonNode given = platform.settled(platform.consent("LADWP", "wait_to_login_after"));
        platform.collected(given.path("meters").path("meters").get(0).path("uid").asString());

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(told()).contains("form_created", "authorization_created",
                        "authorization_update_started", "authorization_update_delayed", "meter_created",
                        "authorization_update_finished_successful", "meter_historical_collection_started",
                        "meter_intervals_added", "meter_historical_collection_finished_successful"));
    }

    @Test
    void tellsAgainUntil200() {
        inbox.answerBy(attempt -> attempt < 3 ? 202 : 200);
        simulator.utilityApi().ping();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(simulator.utilityApi().deliveries()).extracting(each -> each.status())
                        .containsExactly(202, 202, 200));
    }

    @Test
    void sendsWebhooksBadlyWhenAsked() {
        switchOn("fault", "webhook_dropped", "times", "1");
        switchOn("fault", "webhook_late", "times", "1");
        switchOn("fault", "webhook_twice", "times", "1");
        switchOn("fault", "webhook_wrong_secret", "times", "1");
        for (int i = 0; i < 4; i++) {
            simulator.utilityApi().ping();
        }
        List<String> uids = PlatformClient.items(platform.read("/events"), "events")
                .stream()
                .map(event -> event.path("uid").asString())
                .toList();

        await().atMost(LONG).until(() -> inbox.received().size() == 4);
        List<String> received = inbox.received().stream().map(each -> uid(each)).toList();
        assertThat(received).containsExactlyInAnyOrder(uids.get(2), uids.get(2), uids.get(1), uids.get(3));
        assertThat(received.getFirst()).as("the late one is not the first").isNotEqualTo(uids.get(1));
        assertThat(inbox.received())
                .filteredOn(each -> !each.signature().equals(signature("local-utility-api-webhook-secret", each)))
                .extracting(UtilityApiEventsIT::uid)
                .containsExactly(uids.get(3));
        await().atMost(LONG)
                .until(() -> PlatformClient.items(platform.read("/events?is_delivered=false"), "events").size() == 1);
        platform.patch("/events/" + uids.getFirst(), "{\"is_delivered\":true}");
        assertThat(platform.read("/events?is_delivered=false").path("events").size()).isZero();
    }

    @Test
    void letsAuthorizationsExpire() {
        URI redirect = browser.approve(platform.form("{\"utility\":\"SCE\",\"scope\":{\"expires\":\"30d\"}}"), "home",
                "x");
        String uid = platform.authorization(redirect).path("uid").asString();
        platform.settled(uid);
        clock.advance(Duration.ofDays(29));
        await().atMost(LONG).until(() -> told().contains("authorization_expiring_soon"));
        assertThat(platform.read("/authorizations/" + uid).path("is_expired").asBoolean()).isFalse();
        clock.advance(Duration.ofDays(1));
        await().atMost(LONG).until(() -> told().contains("authorization_expired"));

        assertThat(platform.read("/authorizations?is_expired=true").path("authorizations").size()).isEqualTo(1);
        assertThat(platform.post("/meters/historical-collection", "{\"meters\":[\"" + uid + "01\"]}").body())
                .contains("expired_or_revoked");
    }

    @Test
    void bringsADayEachDayOfMonitoring() {
        String meter = platform.settled(platform.consent("EVRSRCMA", "residential")).path("uid").asString() + "01";
        JsonNode set = PlatformClient.json(platform.post("/meters/ongoing-monitoring",
                "{\"meters\":[\"" + meter + "\"],\"frequency\":\"daily\"}"));
        assertThat(set.path("frequency").asString()).isEqualTo("daily");
        assertThat(platform.read("/meters/" + meter).path("ongoing_monitoring").path("next_refresh").asString())
                .isEqualTo("2026-07-16T20:00:00.000000+00:00");

        clock.advance(Duration.ofDays(1));
        await().atMost(LONG).until(() -> told().contains("meter_intervals_added"));
        assertThat(platform.read("/meters/" + meter).path("interval_coverage").toString())
                .isEqualTo("[[\"2026-07-15T00:00:00.000000-04:00\",\"2026-07-16T00:00:00.000000-04:00\"]]");
        clock.advance(Duration.ofDays(2));
        await().atMost(LONG)
                .until(() -> platform.read("/meters/" + meter).path("interval_count").asInt(), count -> count == 288);
    }

    @Test
    void remembersWhatWasAuthorizedAcrossARestart() {
        JsonNode before = platform.settled(platform.consent("LADWP", "commercial"));
        String meter = before.path("meters").path("meters").get(0).path("uid").asString();
        platform.collected(meter);
        simulator.close();
        simulator = UtilitySimulator.start(SimulatorSettings.local().withPort(0).withClock(clock)
                .withUtilityApi(utilityApi()));
        platform = new PlatformClient(simulator);

        JsonNode after = platform.read("/authorizations/" + before.path("uid").asString() + "?include=meters");
        assertThat(after.path("notes")).isEqualTo(before.path("notes"));
        assertThat(after.path("referrals")).isEqualTo(before.path("referrals"));
        assertThat(after.path("meters").path("meters").size()).isEqualTo(4);
        assertThat(platform.read("/intervals?meters=" + meter + "&start=2026-07-14").path("intervals").get(0)
                .path("readings").size()).isEqualTo(96);
    }

    private List<String> told() {
        return inbox.received()
                .stream()
                .flatMap(each -> PlatformClient.items(JSON.readTree(each.body()), "events").stream())
                .map(event -> event.path("type").asString())
                .toList();
    }

    private static String uid(ThirdPartyInbox.Received received) {
        return JSON.readTree(received.body()).path("events").get(0).path("uid").asString();
    }

    private static String signature(String secret, ThirdPartyInbox.Received received) {
        String text = secret + "." + received.salt() + "." + received.body();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
