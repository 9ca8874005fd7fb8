// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestToken;

import tools.jackson.databind.JsonNode;

@ServiceIT
class AuditLogIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProbe kafka;
    private final TestIdentityProvider identityProvider;
    private final String address;
    private final WebTestClient http;
    /** Each test works on a user of its own, so that the entries of others do not matter. */
    private final String user = "user-" + UUID.randomUUID();

    @Autowired
    AuditLogIT(KafkaProbe kafka, TestIdentityProvider identityProvider, @LocalServerPort int port) {
        this.kafka = kafka;
        this.identityProvider = identityProvider;
        this.address = "http://localhost:" + port;
        this.http = WebTestClient.bindToServer().baseUrl(address).responseTimeout(PATIENCE).build();
    }

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
            "q=203.0.113, 1", "q=_00%25, 0", "event_type=authorization_failed&q=nothing, 0", "q=, 3"})
    void filtersBy(String filter, int expected) {
        UUID facility = Ids.next();
        UUID authorization = Ids.next();
        publish(new AuditRecord("authorization_started", NOON.minusSeconds(1), user, facility, null, "203.0.113.7",
                Map.of()));
        publish(new AuditRecord("authorization_failed", NOON, user, null, authorization, null,
                Map.of("code", "user_cancelled")));
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

    @ParameterizedTest
    @CsvSource({"owner, commercial", "stranger, commercial", "home, residential"})
    void isClosedToEveryoneButAdministrators(String person, String role) {
        get(identityProvider.user(person, role), "").expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("forbidden")
                .jsonPath("$.items")
                .doesNotExist();
    }

    @Test
    void isClosedToServicesAndToTokensWithoutARole() {
        get(identityProvider.service("ingestion-service", "dcarbon.internal"), "").expectStatus().isForbidden();
        get(identityProvider.user("nobody"), "").expectStatus().isForbidden();
    }

    @Test
    void asksForAToken() {
        http.get()
                .uri("/audit-logs")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists(HttpHeaders.WWW_AUTHENTICATE)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unauthenticated");
        for (TestToken bad : List.of(admin().expired(), admin().audience("another"), admin().forged(),
                admin().issuer("https://elsewhere.example"))) {
            get(bad, "").expectStatus().isUnauthorized();
        }
    }

    @ParameterizedTest
    @CsvSource({"facility_id=seven, facility_id", "authorization_id=seven, authorization_id",
            "event_type=Bad%20Name, event_type", "user_id=a%00b, user_id", "q=a%00b, q", "from=yesterday, from",
            "to=2026-13-01T00:00:00Z, to", "from=%2B1000000000-12-31T23:59:59Z, from",
            "from=%2B300000-01-01T00:00:00Z, from",
            "from=-1000000000-01-01T00:00:00Z, from", "to=%2B10000-01-01T00:00:00Z, to", "to=0000-12-31T23:59:59Z, to",
            "from=2026-11-20T12:00:00Z&to=2026-11-20T11:00:00Z, to", "limit=0, limit",
            "limit=501, limit", "limit=many, limit", "sort=details, sort"})
    void saysWhichFieldCannotBeMeant(String query, String field) {
        get(admin(), query).expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"from=0001-01-01T00:00:00Z", "to=9999-12-31T23:59:59.999999999Z"})
    void searchesInEveryYearThatCanBeWritten(String query) {
        search(query).jsonPath("$.items").isArray();
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "%21%21", "YQ", "YR9i"})
    void refusesACursorThatIsNotItsOwn(String cursor) {
        get(admin(), "cursor=" + cursor).expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_cursor");
    }

    @Test
    void describesItselfInTheApiDocument() {
        http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paths['/audit-logs'].get.parameters[?(@.name=='event_type')]")
                .exists()
                .jsonPath("$.paths['/audit-logs'].get.parameters[?(@.name=='caller')]")
                .doesNotExist()
                .jsonPath("$.components.schemas.AuditEntry.properties.ip_address")
                .exists();
    }

    private AuditRecord audited(String eventType, Instant time) {
        return new AuditRecord(eventType, time, user, null, null, null, Map.of());
    }

    private Event<AuditRecord> publish(AuditRecord audited) {
        Event<AuditRecord> event = new Event<>(Ids.next(), audited.eventType(), "/some-service", audited.timestamp(),
                user, 0, audited);
        kafka.publish(Topic.AUDIT, event);
        return event;
    }

    private void awaitEntries(int count) {
        await().atMost(PATIENCE).until(() -> page("user_id=" + user).path("items").size() == count);
    }

    private TestToken admin() {
        return identityProvider.user("admin", "admin");
    }

    private WebTestClient.ResponseSpec get(TestToken token, String query) {
        return http.get()
                .uri(URI.create(address + "/audit-logs?" + query))
                .headers(headers -> headers.setBearerAuth(token.value()))
                .exchange();
    }

    private WebTestClient.BodyContentSpec search(String query) {
        return get(admin(), query).expectStatus().isOk().expectBody();
    }

    private JsonNode page(String query) {
        return Objects.requireNonNull(get(admin(), query).expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private static List<String> types(JsonNode page) {
        List<String> types = new ArrayList<>();
        page.path("items").forEach(item -> types.add(item.path("event_type").asString()));
        return types;
    }
}
