// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.DatabaseTrouble;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestPostgres;

/** The service while its database is away or its connections die: events wait, people are told to come again. */
class OutageIT extends FacilityTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final UUID authorization = Ids.next();

    @Autowired
    private TestPostgres.Database database;

    @Test
    void losesNoEventWhileTheDatabaseIsAway() throws SQLException {
        List<UUID> facilities = Stream.generate(() -> register("owner_operator")).limit(5).toList();
        try (var trouble = new DatabaseTrouble(database)) {
            trouble.takeAway();
            facilities.forEach(this::authorizeAndImport);

            // Long enough for several vain attempts at each event.
            await().pollDelay(Duration.ofSeconds(6))
                    .atMost(PATIENCE)
                    .untilAsserted(() -> get(owner(), facilities.getFirst()).expectStatus()
                            .isEqualTo(503)
                            .expectHeader()
                            .exists(HttpHeaders.RETRY_AFTER)
                            .expectBody()
                            .jsonPath("$.code")
                            .isEqualTo("unavailable"));
            trouble.giveBack();
        }

        facilities.forEach(this::awaitTheWholeStory);
        assertThat(deadLettersOf(facilities)).isEmpty();
    }

    @Test
    void followsOnceThoughItsConnectionDiesInTheMiddle() throws SQLException {
        UUID facility = register("owner_operator");
        try (var trouble = new DatabaseTrouble(database)) {
            trouble.holdUpWriters("outbox");
            tell(facility, authorization, AuthStatus.AUTHORIZED, 1, now);
            for (int times = 0; times < 3; times++) {
                await().atMost(PATIENCE).until(() -> trouble.killWaiting("insert into outbox") > 0);
            }
        }

        awaitRecord(facility, record -> assertThat(record.path("auth_status").asString("")).isEqualTo("authorized"));
        KafkaProbe.shared().awaitEvent(Topic.AUDIT, event -> event.subject().equals(facility.toString())
                && event.type().equals("facility_updated"));
        assertThat(KafkaProbe.shared().events(Topic.FACILITIES, event -> event.subject().equals(facility.toString())))
                .extracting(Event::sequence).containsExactly(1L, 2L);
        assertThat(deadLettersOf(List.of(facility))).isEmpty();
    }

    private void authorizeAndImport(UUID facility) {
        tell(facility, authorization, AuthStatus.PENDING, 1, now);
        tell(facility, authorization, AuthStatus.AUTHORIZED, 2, now);
        publish(EventKind.INTERVAL_DATA_IMPORTED, facility, 1, now.plusSeconds(60), new IntervalDataImported(facility,
                authorization, List.of(), now, now, 96, ImportKind.HISTORICAL, now.plusSeconds(60)));
    }

    private void awaitTheWholeStory(UUID facility) {
        awaitRecord(facility, record -> {
            assertThat(record.path("auth_status").asString("")).isEqualTo("authorized");
            assertThat(record.path("sync_status").asString()).isEqualTo("ok");
        });
        KafkaProbe.shared().awaitEvent(Topic.FACILITIES, event -> event.subject().equals(facility.toString())
                && ((FacilitySnapshot) event.data()).registrationStatus() == RegistrationStatus.COMPLETE);
    }

    private static List<String> deadLettersOf(List<UUID> facilities) {
        return Stream.of(Topic.AUTHORIZATION_STATUS, Topic.INTERVAL_DATA)
                .flatMap(topic -> KafkaProbe.shared().records(topic.deadLetterName()).stream())
                .map(letter -> String.valueOf(letter.key()))
                .filter(key -> facilities.contains(UUID.fromString(key)))
                .toList();
    }
}
