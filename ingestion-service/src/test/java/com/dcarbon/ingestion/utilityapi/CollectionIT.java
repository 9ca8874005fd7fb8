// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.COLLECTION;
import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.MONITORING;
import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.accepted;
import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.nothing;
import static com.dcarbon.ingestion.utilityapi.UtilityApiFake.refusal;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.ProviderNotified;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;

import tools.jackson.databind.JsonNode;

/** Data that have to be collected first, and paid for. */
class CollectionIT extends UtilityApiTestBase {

    @Test
    void collectsAllOfTheHistoryOfAMeterThatIsListedLater() {
        api.meters(api.list(), api.list(), api.list(api.fresh(meter)), api.list(api.pending(meter)),
                api.list(api.collected(meter, "daily")));
        api.authorization("{\"uid\":\"" + uid + "\",\"status\":\"updated\",\"is_revoked\":false}");
        api.intervals(meter, api.quarters(meter, start, "-1.12", "0.305"), nothing());
        authorized("uapi");
        awaitSync("done");
        assertThat(api.collections(meter)).isEmpty();

        user(owner).post().uri("/facilities/" + facility + "/sync").exchange().expectStatus().isAccepted();

        await(() -> !api.collections(meter).isEmpty());
        assertThat(api.collections(meter)).singleElement()
                .satisfies(call -> assertThat(call.getBodyAsString()).contains("\"collection_duration\":3"));
    }

    @Test
    void collectsOnceWaitsSwitchesMonitoringOnOnceAndImports() {
        api.meters(api.list(api.fresh(meter)), api.list(api.pending(meter)), api.list(api.pending(meter)),
                api.list(api.collected(meter, "off")), api.list(api.collected(meter, "daily")));
        api.intervals(meter, api.quarters(meter, start, "-1.12", "0.305"), nothing());

        authorized("uapi");

        awaitSync("done");
        JsonNode found = meters().get(0);
        assertThat(found.path("source").asString()).isEqualTo("utility_api");
        assertThat(found.path("usage_point_id").asString()).isEqualTo(meter);
        assertThat(found.path("utility_meter_id").asString()).isEqualTo("222013-" + meter);
        assertThat(found.path("account_id").asString()).isEqualTo("700-111-2222");
        assertThat(found.path("service_address").asString()).startsWith("123 MAIN ST");
        assertThat(found.path("tariff").asString()).isEqualTo("TOU-D-4-9PM NEM");
        assertThat(found.path("meter_type").asString()).isEqualTo("res-electric");
        assertThat(found.path("blocks").toString()).contains("base", "intervals");
        JsonNode items = intervals(found, "&start=" + start + "&end=" + start.plusSeconds(1_800)).path("items");
        assertThat(items).extracting(item -> item.path("direction").asString() + item.path("wh").decimalValue())
                .containsExactly("net-1120", "net305");
        assertThat(items.get(0).path("quality").asString()).isEqualTo("revenue_quality");
        assertThat(api.collections(meter)).singleElement()
                .satisfies(call -> assertThat(call.getBodyAsString()).contains("\"collection_duration\":3"));

        user(owner).post().uri("/facilities/" + facility + "/sync").exchange().expectStatus().isAccepted();

        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);
        assertThat(api.collections(meter)).hasSize(1);
        assertThat(api.monitorings(meter)).singleElement()
                .satisfies(call -> assertThat(call.getBodyAsString()).contains("\"frequency\":\"daily\""));
        assertThat(paidCalls("answer = 'accepted' and paid")).isEqualTo(2);
    }

    @Test
    void paysNothingForWhatIsCoveredAndMonitored() {
        api.meters(api.list(api.collected(meter, "weekly")));

        authorized("uapi");

        awaitSync("done");
        assertThat(paidCalls("true")).isZero();
    }

    @Test
    void aWebhookEndsTheWait() {
        api.meters(api.list(api.fresh(meter)), api.list(api.pending(meter)));
        authorized("uapi");
        // as if UtilityAPI were to be asked much later only
        await(() -> changed("update import_jobs set next_attempt_at = '2099-01-01T00:00:00Z'"
                + " where authorization_id = :id and state = 'waiting'") == 1);
        api.meters(api.list(api.collected(meter, "daily")));

        var hint = new ProviderNotified(facility, authorization, "uapi",
                List.of(URI.create(neighbours.stubs().baseUrl() + UtilityApiFake.BASE + "/meters/" + meter)),
                Instant.now());
        KafkaProbe.shared().publish(Topic.PROVIDER_HINTS, new Event<>(Ids.next(),
                EventKind.PROVIDER_NOTIFIED.typeName(), "/authorization-service", Instant.now(), facility.toString(), 1,
                hint));

        awaitSync("done");
        assertThat(api.collections(meter)).hasSize(1);
    }

    @Test
    void aCallWithoutAnAnswerIsLookedUpAndNotRepeated() {
        api.paid(COLLECTION, meter, aResponse().withStatus(500));
        api.meters(api.list(api.fresh(meter)), api.list(api.pending(meter)), api.list(api.collected(meter, "daily")));

        authorized("uapi");

        awaitSync("done");
        assertThat(api.collections(meter)).hasSize(1);
        assertThat(paidCalls("answer = 'seen' and paid")).isEqualTo(1);
    }

    @Test
    void aProcessThatDiedBetweenCallAndNotePaysOnce() {
        database.sql("""
                insert into paid_calls (id, account, provider_id, authorization_id, call, meters, requested_at)
                values (gen_random_uuid(), 'uapi', 'uapi', :id, 'historical_collection', :meters, :then)""")
                .bind("id", authorization)
                .bind("meters", new String[]{meter})
                .bind("then", Instant.now().minusSeconds(600))
                .then()
                .block(PATIENCE);
        api.meters(api.list(api.pending(meter)), api.list(api.collected(meter, "daily")));

        authorized("uapi");

        awaitSync("done");
        assertThat(api.collections(meter)).isEmpty();
        assertThat(paidCalls("answer = 'seen' and paid")).isEqualTo(1);
    }

    @Test
    void aCallThatWasDoneForOneOfTwoMetersIsPaidForTheOtherOneLater() {
        String other = "2" + meter;
        database.sql("""
                insert into paid_calls (id, account, provider_id, authorization_id, call, meters, requested_at)
                values (gen_random_uuid(), 'uapi', 'uapi', :id, 'historical_collection', :meters, :then)""")
                .bind("id", authorization)
                .bind("meters", new String[]{meter, other})
                .bind("then", Instant.now().minusSeconds(600))
                .then()
                .block(PATIENCE);
        api.meters(api.list(api.collected(meter, "daily"), api.fresh(other)));
        api.paid(COLLECTION, other, accepted(other));
        api.paid(MONITORING, other, accepted(other));
        api.intervals(other, nothing());

        authorized("uapi");

        awaitSync("done");
        assertThat(paidCalls("answer = 'seen' and dropped = array['" + other + "']")).isEqualTo(1);
        assertThat(api.collections(other)).singleElement()
                .satisfies(call -> assertThat(call.getBodyAsString()).doesNotContain("\"" + meter + "\""));
    }

    @Test
    void aCallThatLeftNoTraceIsRepeatedAfterAWhile() {
        api.paid(COLLECTION, meter, aResponse().withStatus(503), accepted(meter));
        api.meters(api.list(api.fresh(meter)), api.list(api.fresh(meter)), api.list(api.fresh(meter)),
                api.list(api.fresh(meter)), api.list(api.fresh(meter)), api.list(api.fresh(meter)));
        authorized("uapi");
        await(() -> paidCalls("answer = 'lost' and paid is null") == 1);

        await(() -> paidCalls("answer = 'accepted'") == 1);
        assertThat(api.collections(meter)).hasSize(2);
    }

    @Test
    void waitsForTheNextDayOnceTheBudgetIsSpent() {
        spentElsewhere();
        api.meters(api.list(api.fresh(meter)));

        authorized("uapi-poor");

        JsonNode sync = awaitSync("waiting");
        assertThat(sync.path("last_error").path("code").asString()).isEqualTo("budget_exhausted");
        assertThat(Instant.parse(sync.path("next_run").asString())).isAfter(Instant.now().plusSeconds(22 * 3_600));
        var told = (SyncFailed) awaitEvent(EventKind.SYNC_FAILED).data();
        assertThat(told.nextAttemptAt()).isNotNull();

        // as if it had waited for weeks
        changed("update import_jobs set created_at = '2026-01-01T00:00:00Z', patience_from = null,"
                + " next_attempt_at = '2026-01-01T00:00:00Z' where authorization_id = :id");
        await(() -> count("select waits from import_jobs where facility_id = :id") == 2);
        assertThat(awaitSync("waiting").path("attempts").asInt()).isZero();
        assertThat(api.collections(meter)).isEmpty();
    }

    @Test
    void aMissingBalanceIsTheOperatorsBusiness() {
        api.paid(COLLECTION, meter, refusal(402, "payment_required"));
        api.meters(api.list(api.fresh(meter)));

        authorized("uapi");

        JsonNode sync = awaitSync("retrying");
        assertThat(sync.path("last_error").path("code").asString()).isEqualTo("payment_required");
        assertThat(sync.path("last_error").path("action").asString()).contains("operators were alerted");
        assertThat(paidCalls("answer = 'refused' and not paid")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"is_revoked,authorization_ended", "is_expired,reauthorization_required"})
    void anAuthorizationThatEndedInTheMeantimeEndsTheImport(String flag, String code) {
        api.paid(COLLECTION, meter, refusal(400, "expired_or_revoked"));
        api.meters(api.list(api.fresh(meter)));
        api.authorization("{\"uid\":\"%s\",\"%s\":true,\"status\":\"updated\"}".formatted(uid, flag));

        authorized("uapi");

        assertThat(awaitSync("failed").path("last_error").path("code").asString()).isEqualTo(code);
    }

    @Test
    void whatCannotBeCollectedIsTriedAgainADayLater() {
        api.meters(api.list(api.fresh(meter)), api.list(api.errored(meter)));

        authorized("uapi");

        JsonNode sync = awaitSync("retrying");
        assertThat(sync.path("last_error").path("code").asString()).isEqualTo("collection_failed");
        assertThat(Instant.parse(sync.path("next_run").asString())).isAfter(Instant.now().plusSeconds(23 * 3_600));
        assertThat(api.collections(meter)).hasSize(1);
    }

    @Test
    void asksAgainOnlyWhenAPersonDoesWhereNothingIsMonitored() {
        String old = api.meter(meter, "updated", true, "[\"" + Instant.now().minusSeconds(200L * 86_400) + "\",\""
                + Instant.now().minusSeconds(6L * 86_400) + "\"]", "off", "comm-electric");
        api.meters(api.list(old), api.list(old), api.list(api.collected(meter, "off")));
        authorized("uapi-off");
        awaitSync("done");
        assertThat(paidCalls("true")).isZero();

        user(owner).post().uri("/facilities/" + facility + "/sync").exchange().expectStatus().isAccepted();

        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);
        assertThat(api.collections(meter)).hasSize(1);
        assertThat(api.monitorings(meter)).isEmpty();
    }

    @Test
    void monitoringThatIsRefusedHoldsUpNothing() {
        api.paid(MONITORING, meter, refusal(402, "payment_required"));
        api.meters(api.list(api.collected(meter, "off")));

        authorized("uapi");

        awaitSync("done");
        assertThat(count("select count(*) from import_jobs where facility_id = :id and notes ? 'monitoring_failed'"))
                .isEqualTo(1);
    }

    /** Another authorization of the account has been paid for an hour ago. */
    private void spentElsewhere() {
        database.sql("""
                insert into paid_calls (id, account, provider_id, authorization_id, call, meters, requested_at,
                    answered_at, answer, paid)
                values (gen_random_uuid(), 'uapi-poor', 'uapi-poor', gen_random_uuid(), 'historical_collection',
                    array['other'], :then, :then, 'accepted', true)""")
                .bind("then", Instant.now().minusSeconds(3_600))
                .then()
                .block(PATIENCE);
    }
}
