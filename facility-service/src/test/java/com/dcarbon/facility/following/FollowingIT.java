// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.following;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.MetersImported;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestPostgres;

class FollowingIT extends FacilityTestBase {
    private final KafkaProbe kafka = KafkaProbe.shared();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final UUID authorization = Ids.next();

    @Autowired
    private TestPostgres.Database database;

    @Test
    void showsTheAuthorizationAndCompletesTheRegistration() {
        UUID id = register("owner_operator");

        tell(id, authorization, AuthStatus.PENDING, 1, now);
        awaitStatus(id, "pending");
        tell(id, authorization, AuthStatus.AUTHORIZED, 2, now);

        awaitRecord(id, facility -> {
            assertThat(facility.path("auth_status").asString()).isEqualTo("authorized");
            assertThat(facility.path("auth_method").asString()).isEqualTo("green_button");
            assertThat(facility.path("auth_provider").asString()).isEqualTo("pge");
            assertThat(facility.path("auth_id").asString()).isEqualTo("sub-4711");
            assertThat(facility.path("authorization_id").asString()).isEqualTo(authorization.toString());
            assertThat(facility.path("auth_error").isNull()).isTrue();
            assertThat(facility.at("/utility_provider/name").asString()).isEqualTo("PG&E");
            assertThat(facility.at("/registration/status").asString()).isEqualTo("complete");
        });
        get(owner(), id).expectHeader().valueEquals(HttpHeaders.ETAG, "\"1\"");
        owner().delete()
                .uri("/facilities/" + id)
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("registration_complete");
        patch(owner(), id, "\"1\"", "{'utility_provider':{'id':'sce'}}").expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("use_provider_change");
    }

    @Test
    void tellsTheOthersAndTheAuditLogThatTheRegistrationIsComplete() {
        UUID id = register("owner_operator");

        tell(id, authorization, AuthStatus.AUTHORIZED, 1, now);

        Event<?> event = kafka.awaitEvent(Topic.FACILITIES,
                found -> found.subject().equals(id.toString()) && found.type().equals("facility_updated"));
        assertThat(((FacilitySnapshot) event.data()).registrationStatus()).isEqualTo(RegistrationStatus.COMPLETE);
        assertThat(event.sequence()).isEqualTo(2);
        AuditRecord audited = (AuditRecord) kafka
                .awaitEvent(Topic.AUDIT,
                        found -> found.subject().equals(id.toString()) && found.type().equals("facility_updated"))
                .data();
        assertThat(audited.userId()).isEqualTo("system:facility-service");
        assertThat(audited.ipAddress()).isNull();
    }

    @Test
    void removesTheBannerOnceItIsAuthorized() {
        UUID id = register("owner");
        awaitRecord(id, facility -> assertThat(facility.at("/banner/code").asString())
                .isEqualTo("utility_authorization_pending"));

        tell(id, authorization, AuthStatus.AUTHORIZED, 1, now);

        awaitRecord(id, facility -> assertThat(facility.path("banner").isNull()).isTrue());
    }

    @Test
    void showsWhyItFailedAndWhatToDo() {
        UUID id = register("owner_operator");

        tell(id, authorization, AuthStatus.FAILED, 1, now);

        awaitRecord(id, facility -> {
            assertThat(facility.path("auth_status").asString()).isEqualTo("failed");
            assertThat(facility.at("/auth_error/code").asString()).isEqualTo("user_cancelled");
            assertThat(facility.at("/auth_error/action").asString()).isEqualTo("Try again.");
            assertThat(facility.at("/auth_error/retryable").asBoolean()).isTrue();
            assertThat(facility.at("/registration/status").asString()).isEqualTo("in_progress");
        });
        owner().get()
                .uri("/facilities?auth_status=failed")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(id.toString())
                .jsonPath("$.counts.failed")
                .isEqualTo(1);
    }

    @Test
    void ignoresRepeatedAndOlderStates() {
        UUID id = register("owner_operator");
        Event<?> authorized = tell(id, authorization, AuthStatus.AUTHORIZED, 5, now);
        awaitStatus(id, "authorized");

        kafka.publish(Topic.AUTHORIZATION_STATUS, authorized);
        tell(id, authorization, AuthStatus.PENDING, 4, now);
        tell(id, Ids.next(), AuthStatus.FAILED, 9, now.minusSeconds(60));
        tell(UUID.randomUUID(), Ids.next(), AuthStatus.AUTHORIZED, 1, now);
        tell(id, authorization, AuthStatus.REVOKED, 6, now);

        awaitStatus(id, "revoked");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(toldOf(id)).extracting(Event::sequence).containsExactly(1L, 2L, 3L));
    }

    @Test
    void showsWhenDataWasLastReadWithoutTouchingTheTag() {
        UUID id = register("owner_operator");
        tell(id, authorization, AuthStatus.AUTHORIZED, 1, now);
        awaitStatus(id, "authorized");

        imported(id, now.plusSeconds(60), now.plusSeconds(61));
        awaitSync(id, "ok", now.plusSeconds(60), null);
        // Meters without their intervals are no finished synchronisation.
        publish(EventKind.METERS_IMPORTED, id, 1, now.plusSeconds(62),
                new MetersImported(id, authorization, List.of(), now.plusSeconds(62)));
        failed(id, now.plusSeconds(63));
        awaitSync(id, "delayed", now.plusSeconds(60), "Temporarily unable to sync data");
        upload(id, now.plusSeconds(90), now.plusSeconds(91));
        failed(id, now.plusSeconds(92));
        awaitSync(id, "delayed", now.plusSeconds(60), "Temporarily unable to sync data");
        imported(id, now.plusSeconds(180), now.plusSeconds(181));
        awaitSync(id, "ok", now.plusSeconds(180), null);

        get(owner(), id).expectHeader().valueEquals(HttpHeaders.ETAG, "\"1\"");
        assertThat(toldOf(id)).hasSize(2);
    }

    @Test
    void passesOverWhatItHearsOfAFacilityThatIsGone() throws SQLException {
        UUID id = register("owner_operator");
        owner().delete().uri("/facilities/" + id).exchange().expectStatus().isNoContent();

        List<UUID> heard = List.of(tell(id, authorization, AuthStatus.AUTHORIZED, 1, now).id(),
                imported(id, now, now).id(), failed(id, now).id(), upload(id, now, now).id());

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> processed(heard) == heard.size());
        get(owner(), id).expectStatus().isNotFound();
    }

    private int processed(List<UUID> events) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.prepareStatement("select count(*) from inbox where event_id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("uuid", events.toArray()));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private List<Event<?>> toldOf(UUID id) {
        return kafka.events(Topic.FACILITIES, event -> event.subject().equals(id.toString()));
    }

    private Event<?> imported(UUID id, Instant lastSync, Instant time) {
        return publish(EventKind.INTERVAL_DATA_IMPORTED, id, 1, time, new IntervalDataImported(id, authorization,
                List.of(), now, lastSync, 96, ImportKind.HISTORICAL, lastSync));
    }

    private Event<?> upload(UUID id, Instant lastSync, Instant time) {
        return publish(EventKind.INTERVAL_DATA_IMPORTED, id, 1, time, new IntervalDataImported(id, null, List.of(), now,
                lastSync, 96, ImportKind.UPLOAD, lastSync));
    }

    private Event<?> failed(UUID id, Instant time) {
        return publish(EventKind.SYNC_FAILED, id, 2, time, new SyncFailed(id, authorization, "pge",
                "provider_unavailable", "The utility does not answer.", 1, time.plusSeconds(60)));
    }

    private void awaitStatus(UUID id, String status) {
        awaitRecord(id, facility -> assertThat(facility.path("auth_status").asString("")).isEqualTo(status));
    }

    private void awaitSync(UUID id, String status, Instant lastSync,
            @org.jspecify.annotations.Nullable String message) {
        awaitRecord(id, facility -> {
            assertThat(facility.path("sync_status").asString()).isEqualTo(status);
            assertThat(Instant.parse(facility.path("last_sync").asString())).isEqualTo(lastSync);
            assertThat(facility.path("sync_message").isNull()).isEqualTo(message == null);
        });
    }
}
