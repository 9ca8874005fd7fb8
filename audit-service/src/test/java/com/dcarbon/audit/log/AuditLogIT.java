// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.audit.AuditProblem;
import com.dcarbon.audit.AuditServiceIT;
import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.ProblemException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the log, and how it is found. */
class AuditLogIT extends AuditServiceIT {
    @Test
    void showsARecordAsTheContractSays() {
        UUID facility = Ids.next();
        UUID authorization = Ids.next();
        Map<String, @Nullable Object> details = new HashMap<>();
        details.put("provider_id", "pge");
        details.put("attempt", 2);
        details.put("note", null);
        Event<AuditRecord> event = publish(new AuditRecord("authorization_created", NOON, user, facility,
                authorization, "203.0.113.7", details));
        awaitEntries(1);

        search("user_id=" + user).jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.next_cursor")
                .isEmpty()
                .jsonPath("$.items[0]")
                .isEqualTo(Map.of("id", event.id().toString(), "event_type", "authorization_created", "timestamp",
                        "2026-11-20T12:00:00Z", "user_id", user, "facility_id", facility.toString(),
                        "authorization_id", authorization.toString(), "ip_address", "203.0.113.7", "details", details));
    }

    @Test
    void showsWhatTheSystemDidWithoutAnAddress() {
        publish(new AuditRecord("scheduled_sync", NOON, user, null, null, null, Map.of()));
        awaitEntries(1);

        search("user_id=" + user).jsonPath("$.items[0].ip_address")
                .isEmpty()
                .jsonPath("$.items[0].facility_id")
                .isEmpty()
                .jsonPath("$.items[0].details")
                .isEqualTo(Map.of());
    }

    @Test
    void keepsARepeatedEventOnce() {
        Event<AuditRecord> event = publish(audited("meters_imported", NOON));
        kafka.publish(Topic.AUDIT, event);
        kafka.publish(Topic.AUDIT, event);
        publish(audited("interval_data_imported", NOON.plusSeconds(1)));

        // The last one has the same key, so the repetitions were read before it.
        awaitEntries(2);
        assertThat(types(page("user_id=" + user))).containsExactly("interval_data_imported", "meters_imported");
    }

    @ParameterizedTest
    @CsvSource({"event_type=authorization_failed, 1", "event_type=nothing_like_it, 0", "facility_id=FACILITY, 1",
            "authorization_id=AUTHORIZATION, 1", "from=2026-11-20T12:00:00Z, 2", "to=2026-11-20T12:00:00Z, 1",
            "from=2026-11-20T12:00:00Z&to=2026-11-20T12:00:01Z, 1", "q=USER_CANCELLED, 1", "q=100%25, 1",
            "q=203.0.113, 1", "ip_address=203.0.113.7, 1", "ip_address=203.0.113.8, 0", "q=owner@example, 1",
            "q=_00%25, 0", "event_type=authorization_failed&q=nothing, 0", "q=, 3"})
    void filtersBy(String filter, int expected) {
        UUID facility = Ids.next();
        UUID authorization = Ids.next();
        publish(new AuditRecord("authorization_started", NOON.minusSeconds(1), user, facility, null, "203.0.113.7",
                Map.of()));
        publish(new AuditRecord("authorization_failed", NOON, user, null, authorization, null,
                Map.of("code", "user_cancelled", "email", "owner@example.com")));
        publish(new AuditRecord("meters_imported", NOON.plusSeconds(1), user, null, null, null,
                Map.of("share", "100%")));
        awaitEntries(3);

        String query = filter.replace("FACILITY", facility.toString())
                .replace("AUTHORIZATION", authorization.toString());
        assertThat(page(query + "&user_id=" + user).path("items")).hasSize(expected);
    }

    @Test
    void pagesStayTheSameWhileEntriesAreAdded() {
        for (int i = 0; i < 5; i++) {
            publish(audited("event_" + i, i == 3 ? NOON.plusSeconds(2) : NOON.plusSeconds(i)));
        }
        awaitEntries(5);
        List<String> seen = new ArrayList<>();
        JsonNode page = page("limit=2&user_id=" + user);
        seen.addAll(types(page));
        publish(audited("newer_one", NOON.plusSeconds(60)));
        awaitEntries(6);
        while (!page.path("next_cursor").isNull()) {
            page = page("limit=2&user_id=%s&cursor=%s".formatted(user, page.path("next_cursor").asString()));
            seen.addAll(types(page));
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates().startsWith("event_4").endsWith("event_1", "event_0");
    }

    @Test
    void pagesFromTheOldestToo() {
        for (int i = 0; i < 3; i++) {
            publish(audited("event_" + i, NOON.plusSeconds(i)));
        }
        awaitEntries(3);

        JsonNode first = page("sort=timestamp&limit=2&user_id=" + user);
        JsonNode second = page("sort=timestamp&limit=2&user_id=%s&cursor=%s".formatted(user,
                first.path("next_cursor").asString()));

        assertThat(types(first)).containsExactly("event_0", "event_1");
        assertThat(types(second)).containsExactly("event_2");
    }

    @Test
    void recordsWhoLooked() {
        UUID facility = Ids.next();

        page("facility_id=%s&event_type=meters_imported".formatted(facility));

        AuditRecord looked = (AuditRecord) kafka.awaitEvent(Topic.AUDIT,
                event -> event.type().equals("audit_log_accessed") && event.subject().equals(facility.toString()))
                .data();
        assertThat(looked.userId()).isEqualTo("admin");
        assertThat(looked.ipAddress()).isNotBlank();
        assertThat(looked.details()).isEqualTo(Map.of("items", 0, "filters",
                Map.of("facility_id", facility.toString(), "event_type", "meters_imported")));
    }

    @Test
    void putsWhatIsSaidOfAPersonBackWhereItStood() {
        Map<String, Object> details = Map.of("email", "new@example.com", "attempt", 1, "filters",
                Map.of("q", "new@example.com", "event_type", "operator_invited"));
        publish(new AuditRecord("operator_invited", NOON, user, null, null, "203.0.113.7", details));
        awaitEntries(1);

        search("user_id=" + user).jsonPath("$.items[0].details").isEqualTo(details);
    }

    @Test
    void stopsASearchThatTakesTooLong(@Autowired DatabaseClient client, @Autowired SearchLimits limits,
            @Autowired JsonMapper json, @Autowired Clock clock) throws SQLException {
        var settings = new SearchSettings(Duration.ofMillis(200), Duration.ofMillis(200));
        var entries = new AuditEntries(client, limits, settings, json, clock);
        var everything = new AuditSearch(null, null, null, null, null, null, null, null);
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table audit_entries in access exclusive mode");

            assertThatThrownBy(() -> entries.find(everything, SearchOrder.NEWEST_FIRST, PageRequest.of(null, null))
                    .block(PATIENCE))
                    .isInstanceOf(ProblemException.class)
                    .extracting(problem -> ((ProblemException) problem).type())
                    .isEqualTo(AuditProblem.SEARCH_TOO_BROAD);
        }
    }
}
