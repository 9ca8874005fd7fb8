// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventData;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;
import com.dcarbon.testing.TestToken;

import tools.jackson.databind.JsonNode;

/** What people see on GET /events/stream, and what they do not. */
class LiveChangesIT extends LiveScene {
    private static final Instant THEN = Instant.parse("2026-11-20T08:15:00Z");

    private final UUID authorization = Ids.next();
    private final Person stranger = person("stranger");

    @Autowired
    LiveChangesIT(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database,
            @LocalServerPort int port) {
        super(kafka, identityProvider, database, port);
    }

    @Test
    void aFacilitysPeopleAndAdminsSeeWhatChangesAndNobodyElseDoes() {
        Watch ofOwner = watch(owner);
        Watch ofOperator = watch(operator);
        Watch ofStranger = watch(stranger);
        Watch ofAdmin = watch(identityProvider().user("admin-" + facility, "admin"), "", null);

        publish("operator_assigned", withOperator(OperatorStatus.ACCEPTED), 1);
        awaitVersion(1);
        publishAuthorization(1, AuthStatus.FAILED, failure());

        for (Watch watch : List.of(ofOwner, ofOperator)) {
            watch.awaitCount(2);
            assertThat(watch.told()).containsExactlyInAnyOrder("facility/operator_assigned",
                    "authorization/authorization_changed");
        }
        ofAdmin.awaitEvent(event -> Watch.json(event).path("id").asString().equals(authorization.toString()));
        JsonNode told = ofOwner.await("facility/operator_assigned");
        assertThat(told.path("id").asString()).isEqualTo(facility.toString());
        assertThat(told.path("name").asString()).isEqualTo("Sunny Yard");
        assertThat(told.path("owner_role").asString()).isEqualTo("owner");
        assertThat(told.path("registration").path("status").asString()).isEqualTo("complete");
        assertThat(told.path("operator").path("status").asString()).isEqualTo("accepted");
        assertThat(told.path("utility_provider").path("name").asString()).isEqualTo("PG&E");
        assertThat(told.toString()).doesNotContain("@");
        say(stranger, "hello");
        ofStranger.awaitCount(1);
        assertThat(ofStranger.told()).containsExactly("facility/said");
    }

    @Test
    void anAuthorizationIsToldWithItsErrorAndWhatToDo() {
        publish("facility_registered", operatedByItsOwner(), 1);
        awaitVersion(1);
        Watch watch = watch(owner);

        publishAuthorization(3, AuthStatus.FAILED, failure());
        publishAuthorization(2, AuthStatus.PENDING, null);
        publishAuthorization(4, AuthStatus.AUTHORIZED, null);

        watch.awaitEvent(event -> Watch.json(event).path("version").asInt() == 4);
        List<JsonNode> told = watch.events().stream().filter(event -> "authorization".equals(event.event()))
                .map(Watch::json).toList();
        assertThat(told).extracting(json -> json.path("status").asString()).containsExactly("failed", "authorized");
        JsonNode failed = told.getFirst();
        assertThat(failed.path("facility_id").asString()).isEqualTo(facility.toString());
        assertThat(failed.path("utility").path("id").asString()).isEqualTo("pge");
        assertThat(failed.path("method").asString()).isEqualTo("green_button");
        assertThat(failed.path("error").path("code").asString()).isEqualTo("user_cancelled");
        assertThat(failed.path("error").path("action").asString()).isEqualTo("Start again.");
        assertThat(failed.path("error").path("retryable").asBoolean()).isTrue();
        assertThat(told.getLast().path("error").isNull()).isTrue();
    }

    @Test
    void aSynchronisationIsToldAsAChangeOfItsFacility() {
        publish("facility_registered", operatedByItsOwner(), 1);
        awaitVersion(1);
        Watch watch = watch(owner);

        publish(Topic.INTERVAL_DATA, "sync_failed", new SyncFailed(facility, authorization, "pge", "provider_down",
                "PG&E does not answer.", 1, THEN.plusSeconds(60)));
        publish(Topic.INTERVAL_DATA, "interval_data_imported", new IntervalDataImported(facility, authorization,
                List.of(Ids.next()), THEN.minusSeconds(86_400), THEN, 96, ImportKind.INCREMENTAL, THEN));

        publish(Topic.INTERVAL_DATA, "interval_data_imported", new IntervalDataImported(facility, null,
                List.of(Ids.next()), THEN.minusSeconds(86_400), THEN, 4711, ImportKind.UPLOAD, THEN));

        JsonNode uploaded = Watch.json(watch.awaitEvent(event -> Watch.json(event).path("intervals").asInt() == 4711));
        assertThat(uploaded.has("last_sync")).as("no utility was read").isFalse();
        assertThat(uploaded.has("sync_status")).isFalse();
        JsonNode imported = watch.await("facility/interval_data_imported");
        assertThat(imported.path("id").asString()).isEqualTo(facility.toString());
        assertThat(imported.path("last_sync").asString()).isEqualTo("2026-11-20T08:15:00Z");
        assertThat(imported.path("sync_status").asString()).isEqualTo("ok");
        JsonNode failed = watch.await("facility/sync_failed");
        assertThat(failed.path("sync_status").asString()).isEqualTo("delayed");
        assertThat(failed.path("sync_message").asString()).isEqualTo("Temporarily unable to sync data");
    }

    @Test
    void aNotificationIsToldAsItIsListedAndAgainOnceItWasRead() {
        publish(operatedByItsOwner(), 1);
        Watch watch = watch(token(owner), "?kind=notification", null);
        publish(authorizationCreated());

        JsonNode told = watch.await("notification");
        assertThat(told).isEqualTo(notifications(owner, "").path("items").path(0));
        for (int times = 0; times < 2; times++) {
            http(token(owner)).post().uri("/notifications/{id}/read", told.path("id").asString()).exchange()
                    .expectStatus().isNoContent();
        }
        publish(authorizationCreated());

        watch.awaitCount(3);
        assertThat(watch.told()).containsOnly("notification").hasSize(3);
        assertThat(Watch.json(watch.events().get(1))).isEqualTo(
                notifications(owner, "?unread=false").path("items").path(0));
    }

    @Test
    void thatAllNotificationsWereReadIsToldOnceHoweverManyTheyAre() {
        change("""
                insert into notifications (id, announcement_id, user_id, kind, title, body, created_at)
                select gen_random_uuid(), gen_random_uuid(), '%s', 'authorization_failed', 'n', repeat('x', 500), now()
                from generate_series(1, 2000)""".formatted(owner.userId()));
        Watch watch = watch(token(owner), "?kind=notification", null);

        http(token(owner)).post().uri("/notifications/read-all").exchange().expectStatus().isNoContent();

        JsonNode told = watch.await("notification/all_read");
        assertThat(told.path("read_at").asString()).endsWith("Z");
        assertThat(watch.events()).hasSize(1);
        assertThat(notifications(owner, "").path("unread_count").asInt()).isZero();
    }

    @Test
    void anOperatorWhoIsWithdrawnHearsThatAndNothingMore() {
        publish("operator_assigned", withOperator(OperatorStatus.ACCEPTED), 1);
        awaitVersion(1);
        Watch watch = watch(operator);
        String before = watch.lastId();
        publish("facility_updated", withOperator(OperatorStatus.ACCEPTED), 2);
        watch.awaitCount(1);

        Instant withdrawn = Instant.now();
        publish("operator_withdrawn", facility("Sunny Yard", OwnerRole.OWNER, null, false), 3);

        JsonNode last = watch.await("facility/relation_ended");
        assertThat(Duration.between(withdrawn, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(last.path("id").asString()).isEqualTo(facility.toString());
        Watch ofOwner = watch(owner);
        publishAuthorization(1, AuthStatus.AUTHORIZED, null);
        publish("facility_updated", facility("Private Yard", OwnerRole.OWNER, null, false), 4);
        ofOwner.awaitCount(2);
        say(operator, "hello");
        watch.awaitCount(3);
        assertThat(watch.told()).containsExactly("facility/facility_updated", "facility/relation_ended",
                "facility/said");
        Watch again = watch(token(operator), "?kind=facility", before);
        again.awaitCount(2);
        assertThat(again.told()).containsExactly("facility/relation_ended", "facility/said");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITED", "UNCONFIRMED"})
    void whoIsNotYetTheOperatorSeesNothing(OperatorStatus status) {
        Watch watch = watch(operator);
        Watch ofOwner = watch(owner);

        publish("operator_invited", withOperator(status), 1);
        ofOwner.await("facility/operator_invited");
        say(operator, "hello");

        watch.awaitCount(1);
        assertThat(watch.told()).containsExactly("facility/said");
    }

    @Test
    void whoIsNewToAFacilityHearsTheLastWordAboutItThoughItCameBefore() {
        publishAuthorization(1, AuthStatus.PENDING, null);
        publishAuthorization(2, AuthStatus.AUTHORIZED, null);
        awaitStored("sequence = 2 and place is not null");
        Watch ofOwner = watch(owner);
        Watch ofOperator = watch(operator);

        publish("facility_registered", facility("Sunny Yard", OwnerRole.OWNER, null, false), 1);
        JsonNode told = ofOwner.await("authorization/authorization_changed");
        assertThat(told.path("status").asString()).isEqualTo("authorized");
        publish("operator_assigned", withOperator(OperatorStatus.ACCEPTED), 2);

        assertThat(ofOperator.await("authorization/authorization_changed").path("status").asString())
                .isEqualTo("authorized");
    }

    @Test
    void anOlderStateIsNoNews() {
        Watch watch = watch(owner);
        publish("facility_updated", facility("New name", OwnerRole.OWNER_OPERATOR, null, false), 2);
        publish("facility_updated", facility("Old name", OwnerRole.OWNER_OPERATOR, null, false), 1);
        publish("facility_updated", facility("Newest name", OwnerRole.OWNER_OPERATOR, null, true), 3);

        watch.await("facility/facility_discarded");
        assertThat(watch.events()).extracting(event -> Watch.json(event).path("name").asString())
                .containsExactly("New name", "Newest name");
    }

    @Test
    void onlyTheKindsAskedForAreTold() {
        publish(operatedByItsOwner(), 1);
        Watch watch = watch(token(owner), "?kind=notification,authorization", null);

        publish("facility_updated", operatedByItsOwner(), 2);
        awaitVersion(2);
        publishAuthorization(1, AuthStatus.AUTHORIZED, null);

        watch.await("authorization/authorization_changed");
        assertThat(watch.told()).noneMatch(told -> told.startsWith("facility"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?kind=weather", "?kind=notification,weather", "?kind="})
    void anUnknownKindIsABadRequest(String query) {
        http(token(owner)).get()
                .uri("/events/stream" + query)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("kind");
    }

    @Test
    void isClosedWithoutAPersonsTokenAlsoInTheAddress() {
        http().get().uri("/events/stream").exchange().expectStatus().isUnauthorized().expectHeader()
                .exists(HttpHeaders.WWW_AUTHENTICATE);
        http().get().uri("/events/stream?access_token=" + token(owner).value()).exchange().expectStatus()
                .isUnauthorized();
        http(token(owner).expired()).get().uri("/events/stream").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void isNeitherStoredNorHeldUpOnItsWay() {
        HttpHeaders headers = http(token(owner).expiresAt(Instant.now())).get()
                .uri("/events/stream")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders();

        assertThat(headers.getCacheControl()).isEqualTo("no-cache");
        assertThat(headers.getFirst("X-Accel-Buffering")).isEqualTo("no");
        assertThat(MediaType.TEXT_EVENT_STREAM.isCompatibleWith(headers.getContentType())).isTrue();
    }

    @Test
    void oneStreamTooManyIsRefusedUntilAnotherEnds() {
        TestToken token = token(owner);
        Watch first = watch(token, "", null);
        watch(token, "", null);
        watch(token, "", null);
        http(token).get()
                .uri("/events/stream")
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("too_many_streams");
        watch(stranger);

        first.close();

        await().atMost(PATIENCE).untilAsserted(() -> http(token(owner).expiresAt(Instant.now())).get()
                .uri("/events/stream").exchange().expectStatus().isOk());
    }

    @Test
    void theApiDocumentDescribesIt() {
        http().get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.paths['/events/stream'].get.operationId")
                .isEqualTo("streamChanges")
                .jsonPath("$.paths['/events/stream'].get.responses['200'].content['text/event-stream']")
                .exists()
                .jsonPath("$.paths['/events/stream'].get.parameters[*].name")
                .isEqualTo(List.of("kind", "Last-Event-ID"));
    }

    private void publish(String type, FacilitySnapshot snapshot, long version) {
        kafka().publish(Topic.FACILITIES, new Event<>(Ids.next(), type, "/facility-service", THEN,
                facility.toString(), version, snapshot));
    }

    private void publish(Topic topic, String type, EventData data) {
        kafka().publish(topic, new Event<>(Ids.next(), type, "/test", THEN, facility.toString(), 1, data));
    }

    private void publishAuthorization(long version, AuthStatus status, AuthorizationSnapshot.@Nullable Failure error) {
        kafka().publish(Topic.AUTHORIZATION_STATUS, new Event<>(Ids.next(), "authorization_changed",
                "/authorization-service", THEN, facility.toString(), version,
                new AuthorizationSnapshot(facility, authorization, "pge", "PG&E", AuthMethod.GREEN_BUTTON, status,
                        null, null, "owner", 1, THEN, THEN, null, error)));
    }

    private static AuthorizationSnapshot.Failure failure() {
        return new AuthorizationSnapshot.Failure("user_cancelled", "It was cancelled.", "Start again.", true);
    }

    private void awaitVersion(long version) {
        await().atMost(PATIENCE)
                .until(() -> Long.toString(version)
                        .equals(query("select version from facilities where id = '%s'".formatted(facility))));
        awaitPlaced();
    }

    private void awaitStored(String condition) {
        await().atMost(PATIENCE)
                .until(() -> "1".equals(query("select count(*) from changes where facility_id = '%s' and %s"
                        .formatted(facility, condition))));
    }
}
