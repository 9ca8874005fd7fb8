// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OperatorStatus.ACCEPTED;
import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.MetersImported;
import com.dcarbon.platform.ids.Ids;

import tools.jackson.databind.JsonNode;

/** Authorization records over HTTP. */
class RecordIT extends AuthorizationServiceIT {
    /** Each test works with people of its own, so that the records of others do not matter. */
    private final String person = "person-" + UUID.randomUUID();

    @Test
    void showsAnItemAsTheContractSays() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");

        JsonNode item = list(person, "").path("items").path(0);
        assertThat(item.propertyNames()).containsExactly("id", "user", "facility", "utility", "method", "status",
                "condition", "created_at", "last_sync", "last_attempt_at", "actions");
        assertThat(item.path("id").asString()).isEqualTo(authorization.toString());
        assertThat(item.path("user").toString()).isEqualTo(
                "{\"id\":\"%1$s\",\"name\":\"P%2$s\",\"email\":\"%1$s@example.com\"}".formatted(person,
                        person.substring(1)));
        assertThat(item.path("facility").toString()).isEqualTo(
                "{\"id\":\"%s\",\"name\":\"Plant of %s\"}".formatted(facility, person));
        assertThat(item.path("utility").toString()).isEqualTo("{\"id\":\"pge\",\"name\":\"PG&E\"}");
        assertThat(item.path("method").asString()).isEqualTo("green_button");
        assertThat(item.path("status").asString()).isEqualTo("authorized");
        assertThat(item.path("condition").isNull()).isTrue();
        assertThat(Instant.parse(item.path("created_at").asString())).isBefore(Instant.now());
        assertThat(item.path("last_sync").isNull()).isTrue();
        assertThat(item.path("actions").toString()).isEqualTo("[\"view\",\"revoke\"]");
    }

    @Test
    void showsEachPersonOnlyWhatIsTheirs() {
        String operator = "operator-" + UUID.randomUUID();
        UUID facility = facilityOf(person, operator, ACCEPTED);
        Started started = start(operator, facility, "odd");
        comeBack("odd", "error=access_denied&state=" + started.state(), started);
        UUID authorization = authorizationOf(facility);

        assertThat(list(person, "").path("items")).hasSize(1);
        assertThat(list(operator, "").path("items")).hasSize(1);
        assertThat(list("stranger-" + UUID.randomUUID(), "").path("items")).isEmpty();
        assertThat(list(person, "").path("items").path(0).path("actions").toString()).isEqualTo("[\"view\"]");
        assertThat(list(operator, "").path("items").path(0).path("actions").toString())
                .isEqualTo("[\"view\",\"retry\"]");
        String uri = "/authorizations/" + authorization;
        read(uri, token(person, "commercial")).expectStatus().isOk();
        read(uri, token(operator, "commercial")).expectStatus().isOk();
        read(uri, admin().value()).expectStatus().isOk();
        read(uri, token("stranger", "commercial")).expectStatus().isNotFound();
        read("/authorizations/" + UUID.randomUUID(), admin().value()).expectStatus().isNotFound();
        read("/authorizations/seven", admin().value()).expectStatus().isBadRequest();
        http.get().uri(uri).exchange().expectStatus().isUnauthorized();
        http.get().uri("/authorizations").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void endsAnOperatorsViewWithTheRelation() {
        String operator = "operator-" + UUID.randomUUID();
        UUID facility = facilityOf(person, operator, ACCEPTED);
        start(operator, facility, "pge");
        publish(facility, 2, person, com.dcarbon.events.facility.OwnerRole.OWNER, null, null, false);

        assertThat(list(operator, "").path("items")).isEmpty();
        read("/authorizations/" + authorizationOf(facility), token(operator, "commercial")).expectStatus().isNotFound();
    }

    @Test
    void tellsTheTimelineWithAddressesForAdministratorsOnly() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        Started first = start(person, facility, "pge");
        comeBack(customer.cancel(first.redirectUrl(), person, "password"), first);
        UUID authorization = authorized(person, facility, "pge");

        JsonNode own = json(read("/authorizations/" + authorization, token(person, "commercial")));
        assertThat(own.path("timeline").valueStream().map(step -> step.path("step").asString()))
                .containsExactly("started", "failed", "started", "authorized");
        assertThat(own.path("timeline").path(1).path("code").asString()).isEqualTo("user_cancelled");
        assertThat(own.path("timeline").path(3).path("actor").path("id").asString()).isEqualTo(person);
        assertThat(own.path("timeline").valueStream()).allMatch(step -> step.path("ip_address").isNull());
        assertThat(own.path("auth_id").asString()).isNotBlank();
        assertThat(own.path("attempt").asInt()).isEqualTo(2);
        JsonNode forAdmin = json(read("/authorizations/" + authorization, admin().value()));
        assertThat(forAdmin.path("timeline").path(3).path("ip_address").asString()).isEqualTo("203.0.113.7");
        var audited = (AuditRecord) kafka.awaitEvent(Topic.AUDIT, event -> event.type().equals("authorization_viewed")
                && event.subject().equals(facility.toString())
                && ((AuditRecord) event.data()).userId().equals("admin")).data();
        assertThat(audited.authorizationId()).isEqualTo(authorization);
    }

    @Test
    void saysWhyItFailed() {
        Started started = start(person, facilityOf(person, OWNER_OPERATOR), "odd");
        comeBack("odd", "error=server_error&state=" + started.state(), started);

        JsonNode item = list(person, "").path("items").path(0);
        assertThat(item.path("condition").asString()).isEqualTo("utility_error");
        JsonNode error = json(read("/authorizations/" + item.path("id").asString(), token(person, "commercial")))
                .path("error");
        assertThat(error.toString()).isEqualTo("{\"code\":\"utility_error\",\"message\":\"Odd Electric had a technical "
                + "problem.\",\"action\":\"Please try again in some minutes.\",\"retryable\":true}");
    }

    @Test
    void copiesWhenDataWasLastRead() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        UUID authorization = authorized(person, facility, "pge");
        Instant later = Instant.parse("2026-11-20T08:15:00Z");
        Event<?> meters = event("meters_imported", facility,
                new MetersImported(facility, authorization, List.of(), later.plusSeconds(60)));
        Event<?> intervals = event("interval_data_imported", facility, new IntervalDataImported(facility, authorization,
                List.of(), later, later, 1, ImportKind.HISTORICAL, later));
        kafka.publish(Topic.INTERVAL_DATA, intervals);
        kafka.publish(Topic.INTERVAL_DATA, intervals);
        kafka.publish(Topic.INTERVAL_DATA, meters);
        UUID marker = authorized(person, facilityOf(person, OWNER_OPERATOR), "pge");
        kafka.publish(Topic.INTERVAL_DATA, event("interval_data_imported", facility, new IntervalDataImported(facility,
                marker, List.of(), later, later, 1, ImportKind.HISTORICAL, later)));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(list(person, "").path("items").valueStream()
                .map(item -> item.path("last_sync").asString(""))).containsExactly("2026-11-20T08:15:00Z",
                        "2026-11-20T08:15:00Z"));
    }

    @Test
    void filters() {
        UUID first = facilityOf(person, OWNER_OPERATOR);
        start(person, first, "pge");
        start(person, facilityOf(person, OWNER_OPERATOR), "sce");
        Started failed = start(person, facilityOf(person, OWNER_OPERATOR), "odd");
        comeBack("odd", "error=access_denied&state=" + failed.state(), failed);

        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("method=green_button", 3);
        expected.put("method=cds", 0);
        expected.put("status=failed", 1);
        expected.put("status=pending", 2);
        expected.put("provider=sce", 1);
        expected.put("provider=nobody", 0);
        expected.put("created_from=2020-01-01T00:00:00Z", 3);
        expected.put("created_to=2020-01-01T00:00:00Z", 0);
        expected.put("facility_id=" + first, 1);
        expected.put("q=plant%20of", 3);
        expected.put("q=" + person + "@EXAMPLE.COM", 3);
        expected.put("q=%25", 0);
        expected.put("status=failed&provider=odd", 1);
        expected.put("status=failed&provider=sce", 0);
        assertThat(expected).allSatisfy(
                (filter, number) -> assertThat(list(person, filter).path("items")).as(filter).hasSize(number));
    }

    @Test
    void pagesThroughEveryOrderWhileRecordsAreAdded() {
        for (String provider : List.of("pge", "sce", "odd", "pge", "acme")) {
            start(person, facilityOf(person, OWNER_OPERATOR), provider);
        }
        execute("update authorizations set last_sync = created_at where provider_id = 'pge' and user_id = '%s'"
                .formatted(person));
        List<String> orders = List.of("", "created_at", "-created_at", "last_sync", "-last_attempt_at", "status",
                "method", "-utility", "user");
        for (int order = 0; order < orders.size(); order++) {
            pagesThrough(orders.get(order), 5 + order);
        }
    }

    /** Adds one meanwhile. */
    private void pagesThrough(String sort, int expected) {
        List<String> whole = ids(list(person, "sort=" + sort));
        assertThat(ids(listAs(admin().value(), "q=" + person + "&sort=" + sort))).as("%s to an administrator", sort)
                .isEqualTo(whole);
        JsonNode page = list(person, "limit=2&sort=" + sort);
        List<String> seen = new ArrayList<>(ids(page));
        UUID added = facilityOf(person, OWNER_OPERATOR);
        start(person, added, "pge");
        while (!page.path("next_cursor").isNull()) {
            page = list(person, "limit=2&sort=%s&cursor=%s".formatted(sort, page.path("next_cursor").asString()));
            seen.addAll(ids(page));
        }
        seen.remove(authorizationOf(added).toString());

        assertThat(seen).as(sort).isEqualTo(whole).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource({"status=active, status", "method=paper, method", "created_from=yesterday, created_from",
            "created_from=2026-11-20T12:00:00Z&created_to=2026-11-20T11:00:00Z, created_to",
            "facility_id=7, facility_id",
            "limit=501, limit", "limit=0, limit", "sort=password, sort", "q=a%00b, q"})
    void saysWhichParameterCannotBeMeant(String query, String field) {
        http.get().uri(java.net.URI.create(address + "/authorizations?" + query))
                .headers(headers -> headers.setBearerAuth(owner())).exchange().expectStatus().isBadRequest()
                .expectBody().jsonPath("$.code").isEqualTo("invalid_request").jsonPath("$.errors[0].field")
                .isEqualTo(field);
        read("/authorizations?cursor=nonsense", owner()).expectStatus().isBadRequest().expectBody().jsonPath("$.code")
                .isEqualTo("invalid_cursor");
    }

    @Test
    void describesItselfInTheApiDocument() {
        http.get().uri("/v3/api-docs").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.paths['/green-button/start'].post.responses['201']").exists()
                .jsonPath("$.paths['/green-button/callback/{provider_id}'].get.security").isEmpty()
                .jsonPath("$.paths['/authorizations'].get.parameters[?(@.name=='created_from')]").exists()
                .jsonPath("$.paths['/authorizations'].get.parameters[?(@.name=='caller')]").doesNotExist()
                .jsonPath("$.paths['/authorizations/{id}/retry'].post.responses['201']").exists()
                .jsonPath("$.paths['/authorizations/{id}/retry'].post.responses['202']").exists()
                .jsonPath("$.paths['/authorizations/{id}/export'].get.parameters[?(@.name=='format')]").exists()
                .jsonPath("$.components.schemas.AuthorizationDetail.properties.interval_summary").exists()
                .jsonPath("$.components.schemas.StartAnswer.properties.redirectUrl").exists()
                .jsonPath("$.components.schemas.StartAnswer.properties.sessionId").exists()
                .jsonPath("$.components.schemas.AuthorizationSession.properties.errorMessage").exists()
                .jsonPath("$.components.schemas.StartRequest.properties.facility_id").exists()
                .jsonPath("$.paths['/internal/authorizations/{id}/access-token']").doesNotExist();
    }

    @Test
    void findsAFacilityByTheNameThatItHasNow() {
        UUID facility = facilityOf(person, OWNER_OPERATOR);
        start(person, facility, "pge");
        String name = "Renamed 100%_" + UUID.randomUUID();
        publish("facility_updated", 2, new FacilitySnapshot(facility, name, OWNER_OPERATOR,
                RegistrationStatus.COMPLETE,
                new Person(person, person, person + "@example.com"), null, "pge", false));

        for (String found : List.of("RENAMED%20100%25_" + name.substring(name.indexOf('_') + 1), "renamed%20100%25")) {
            JsonNode items = listAs(admin().value(), "q=" + found).path("items");
            assertThat(items).hasSize(1);
            assertThat(items.path(0).path("facility").path("name").asString()).isEqualTo(name);
        }
        assertThat(list(person, "q=plant%20of").path("items")).isEmpty();
    }

    @Test
    void saysSoWhenASearchTakesTooLong() throws SQLException {
        try (var connection = Objects.requireNonNull(database).connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table authorizations in access exclusive mode");
            read("/authorizations?q=zz", admin().value()).expectStatus().isEqualTo(422).expectBody()
                    .jsonPath("$.code").isEqualTo("query_too_broad").jsonPath("$.retryable").isEqualTo(false)
                    .jsonPath("$.action")
                    .value(String.class, action -> assertThat(action).contains("status", "period"));
            connection.rollback();
        }
        read("/authorizations?q=zz", admin().value()).expectStatus().isOk();
    }

    private JsonNode list(String user, String query) {
        return listAs(token(user, "commercial"), query);
    }

    private JsonNode listAs(String token, String query) {
        return json(http.get().uri(java.net.URI.create(address + "/authorizations?" + query))
                .headers(headers -> headers.setBearerAuth(token)).exchange());
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private static Event<?> event(String type, UUID facility, com.dcarbon.events.EventData data) {
        return new Event<>(Ids.next(), type, "/ingestion-service", Instant.now(), facility.toString(), 0, data);
    }
}
