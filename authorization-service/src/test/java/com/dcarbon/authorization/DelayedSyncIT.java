// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventData;
import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.ids.Ids;

import tools.jackson.databind.JsonNode;

/** A utility that cannot be read ends no authorization, but is told with it. */
class DelayedSyncIT extends AuthorizationServiceIT {
    private final String person = "person-" + UUID.randomUUID();

    @Test
    void staysAuthorizedAndSaysSoUntilDataCanBeReadAgain() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        Instant failedAt = Instant.now().plusSeconds(1);
        tell("sync_failed", facility, failedAt, failed(facility, authorization));

        awaitCondition(facility, "sync_delayed");
        assertThat(item(facility).path("status").asString()).isEqualTo("authorized");
        JsonNode detail = json(http.get().uri("/authorizations/" + authorization)
                .headers(headers -> headers.setBearerAuth(token(person, "commercial"))).exchange());
        assertThat(detail.path("status").asString()).isEqualTo("authorized");
        assertThat(detail.path("condition").asString()).isEqualTo("sync_delayed");
        assertThat(detail.path("error").isNull()).isTrue();

        tell("interval_data_imported", facility, failedAt.plusSeconds(1), new IntervalDataImported(facility,
                authorization, List.of(), failedAt, failedAt, 1, ImportKind.INCREMENTAL, failedAt));
        awaitCondition(facility, "");
    }

    @Test
    void aFailureThatIsToldLateOrOfBeforeAnotherAttemptIsNoDelay() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        Instant readAt = Instant.now().plusSeconds(60);
        tell("interval_data_imported", facility, readAt, new IntervalDataImported(facility, authorization, List.of(),
                readAt, readAt, 1, ImportKind.INCREMENTAL, readAt));
        tell("sync_failed", facility, readAt.minusSeconds(30), failed(facility, authorization));
        UUID never = facilityOf(person, OWNER_OPERATOR);
        UUID neverRead = authorized(person, never, "pge");
        tell("sync_failed", facility, Instant.now().minusSeconds(3_600), failed(never, neverRead));
        UUID marker = facilityOf(person, OWNER_OPERATOR);
        UUID marked = authorized(person, marker, "pge");
        tell("sync_failed", facility, readAt, failed(marker, marked));

        awaitCondition(marker, "sync_delayed");
        assertThat(item(facility).path("condition").isNull()).isTrue();
        assertThat(item(never).path("condition").isNull()).isTrue();
    }

    private static SyncFailed failed(UUID facility, UUID authorization) {
        return new SyncFailed(facility, authorization, "pge", "provider_unavailable", "PG&E does not answer.", 1, null);
    }

    /** All with one key, so that they are taken in in their order. */
    private void tell(String type, UUID key, Instant at, EventData data) {
        kafka.publish(Topic.INTERVAL_DATA,
                new Event<>(Ids.next(), type, "/ingestion-service", at, key.toString(), 0, data));
    }

    private void awaitCondition(UUID facility, String condition) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(item(facility).path("condition").asString("")).isEqualTo(condition));
    }

    private JsonNode item(UUID facility) {
        return json(http.get().uri(URI.create(address + "/authorizations?facility_id=" + facility))
                .headers(headers -> headers.setBearerAuth(token(person, "commercial"))).exchange())
                .path("items")
                .path(0);
    }
}
