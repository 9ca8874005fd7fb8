// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.testing.TestIdentityProvider;

import tools.jackson.databind.JsonNode;

class RegistrationIT extends FacilityTestBase {

    @Test
    void beginsARegistrationAsTheContractSays() {
        ResponseSpec answer = post(owner(), "{\"name\":\"Warehouse roof\",\"owner_role\":\"owner_operator\"}");

        answer.expectStatus().isCreated().expectHeader().valueEquals(HttpHeaders.ETAG, "\"1\"");
        HttpHeaders headers = answer.returnResult(Void.class).getResponseHeaders();
        UUID id = UUID.fromString(String.valueOf(headers.getLocation()).substring("/facilities/".length()));
        assertThat(id.version()).isEqualTo(7);
        JsonNode facility = json(get(owner(), id));
        assertThat(facility.propertyNames()).contains("id", "name", "address", "owner_role", "registration", "finance",
                "installer", "utility_provider", "auth_method", "auth_status", "auth_provider", "auth_id",
                "authorization_id", "auth_error", "last_sync", "sync_status", "sync_message", "operator", "banner",
                "permissions");
        assertThat(facility.at("/registration/status").asString()).isEqualTo("in_progress");
        assertThat(facility.at("/registration/step").asString()).isEqualTo("finance_installer");
        assertThat(facility.path("owner_role").asString()).isEqualTo("owner_operator");
        assertThat(facility.path("auth_status").isNull()).isTrue();
        assertThat(facility.path("sync_status").asString()).isEqualTo("never");
        assertThat(facility.path("banner").isNull()).isTrue();
        assertThat(facility.path("operator").isNull()).isTrue();
        assertThat(texts(facility.path("permissions"))).containsExactly("authorize", "view_data", "edit");
    }

    @Test
    void savesEachStepAtOnceSoThatTheUserGoesOnWhereHeLeftOff() {
        UUID id = register("owner_operator");
        String first = etag(patch(owner(), id, "\"1\"", "{'address':{'line1':'1 Market St','city':'San Francisco'}}")
                .expectStatus()
                .isOk());
        String second = etag(patch(owner(), id, first, """
                {'finance':{'type':'ppa','company':'Sunbank'},'installer':{'name':'Sparks','system_size_kw_dc':12.5,
                 'commercial_operation_date':'2024-05-01'},'utility_provider':{'id':'pge'},
                 'registration':{'step':'utility_authorization'}}""").expectStatus().isOk());
        UUID another = register("owner");

        get(owner(), id).expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, second)
                .expectBody()
                .jsonPath("$.address.line1")
                .isEqualTo("1 Market St")
                .jsonPath("$.finance.type")
                .isEqualTo("ppa")
                .jsonPath("$.installer.system_size_kw_dc")
                .isEqualTo(12.5)
                .jsonPath("$.installer.commercial_operation_date")
                .isEqualTo("2024-05-01")
                .jsonPath("$.utility_provider")
                .isEqualTo(Map.of("id", "pge", "name", "PG&E"))
                .jsonPath("$.registration.step")
                .isEqualTo("utility_authorization");
        owner().get()
                .uri("/facilities?registration=in_progress")
                .exchange()
                .expectBody()
                .jsonPath("$.items[*].id")
                .isEqualTo(List.of(another.toString(), id.toString()))
                .jsonPath("$.counts.in_progress")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            commercial             | owner_operator | 201 | owner_operator
            commercial             | owner          | 201 | owner
            commercial             |                | 400 |
            commercial             | residential    | 400 |
            residential            |                | 201 | residential
            residential            | owner          | 400 |
            commercial,residential |                | 201 | residential
            commercial,residential | owner_operator | 201 | owner_operator
            admin                  | owner_operator | 403 |
            admin,commercial       | owner_operator | 201 | owner_operator
            """)
    void letsEachRoleRegisterWhatIsItsOwn(String roles, @Nullable String ownerRole, int status,
            @Nullable String registered) {
        WebTestClient user = as(TestIdentityProvider.shared().user(owner, roles.split(",", -1)));
        String body = ownerRole == null
                ? "{\"name\":\"Roof\"}"
                : "{\"name\":\"Roof\",\"owner_role\":\"" + ownerRole
                        + "\"}";

        JsonNode answer = json(post(user, body).expectStatus().isEqualTo(status));

        if (registered == null) {
            assertThat(answer.path("code").asString()).isEqualTo(status == 403 ? "forbidden" : "invalid_request");
        } else {
            assertThat(answer.path("owner_role").asString()).isEqualTo(registered);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'owner_role':'owner'}                          | name
            {'name':'  ','owner_role':'owner'}              | name
            {'name':null,'owner_role':'owner'}              | name
            {'name':'\u2003','owner_role':'owner'}          | name
            {'name':{},'owner_role':'owner'}                | name
            {'name':'Roof','owner_role':'king'}             | owner_role
            {'name':'Roof','owner_role':'owner','status':1} | status
            """)
    void namesTheFieldThatIsWrong(String body, String field) {
        post(owner(), body.replace('\'', '"')).expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isNotEmpty();
    }

    @Test
    void refusesWhatIsNoJsonOrTooMuch() {
        problem(post(owner(), "{\"name\":"), 400, "invalid_request");
        problem(post(owner(), ""), 400, "invalid_request");
        problem(post(owner(), "[".repeat(5_000)), 400, "invalid_request");
        problem(post(owner(), "{\"name\":\"" + "x".repeat(100_000) + "\"}"), 413, "payload_too_large");
        UUID id = register("owner");
        problem(patch(owner(), id, "\"1\"", "{'name':"), 400, "invalid_request");
        problem(patch(owner(), id, "\"1\"", "[]"), 400, "invalid_request");
        problem(patch(owner(), id, "\"1\"", "{'name':'" + "x".repeat(100_000) + "'}"), 413, "payload_too_large");
        problem(patch(owner(), id, "\"1\"", "{'name':'a','address':{'planet':'Mars'}}"), 400, "invalid_request");
        problem(owner().patch()
                .uri("/facilities/" + id)
                .header(HttpHeaders.IF_MATCH, "\"1\"")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("name")
                .exchange(), 415, "unsupported_media_type");
    }

    @Test
    void acceptsPlainJsonAsAPatchToo() {
        UUID id = register("owner");

        owner().patch()
                .uri("/facilities/" + id)
                .header(HttpHeaders.IF_MATCH, "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"Carport\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Carport");
    }

    @Test
    void asksForTheVersionThatAnEditStartsFrom() {
        UUID id = register("owner");

        problem(patch(owner(), id, null, "{'name':'A'}"), 428, "precondition_required");
        problem(patch(owner(), id, "\"9\"", "{'name':'A'}"), 412, "precondition_failed");
        problem(patch(owner(), id, "*", "{'name':'A'}"), 412, "precondition_failed");
        problem(patch(owner(), id, "nonsense", "{'name':'A'}"), 412, "precondition_failed");
        assertThat(etag(patch(owner(), id, "\"1\"", "{}").expectStatus().isOk())).isEqualTo("\"1\"");
    }

    @Test
    void letsOneOfTwoEditsAtOnceWin() throws Exception {
        UUID id = register("owner");

        List<Integer> statuses = atOnce(8, () -> status(patch(owner(), id, "\"1\"", "{'name':'Mine'}")));

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses).filteredOn(status -> status == 412).hasSize(7);
        get(owner(), id).expectHeader().valueEquals(HttpHeaders.ETAG, "\"2\"");
    }

    @Test
    void registersOnceForTheSameKey() throws Exception {
        String key = "key-" + UUID.randomUUID();

        List<String> ids = atOnce(6, () -> json(keyed(key, "Roof").expectStatus().isCreated()).path("id").asString());

        assertThat(ids).hasSize(6).containsOnly(ids.getFirst());
        owner().get().uri("/facilities").exchange().expectBody().jsonPath("$.items.length()").isEqualTo(1);
        keyed(key, "Roof").expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals(HttpHeaders.LOCATION, "/facilities/" + ids.getFirst());
        problem(keyed(key, "Another roof"), 422, "idempotency_key_reused");
    }

    private ResponseSpec keyed(String key, String name) {
        return owner().post()
                .uri("/facilities")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"" + name + "\",\"owner_role\":\"owner\"}")
                .exchange();
    }

    @Test
    void doesNotSayThatNothingChangedThoughOnlyTheEditablePartDidNot() {
        UUID id = register("owner");

        owner().get()
                .uri("/facilities/" + id)
                .header(HttpHeaders.IF_NONE_MATCH, "\"1\"")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(id.toString());
    }

    @Test
    void discardsAnUnfinishedRegistration() {
        UUID id = register("owner");

        owner().delete().uri("/facilities/" + id).exchange().expectStatus().isNoContent();

        problem(get(owner(), id), 404, "not_found");
        problem(owner().delete().uri("/facilities/" + id).exchange(), 404, "not_found");
    }

    @Test
    void pagesThroughAListWhileItGrows() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(number -> register(owner(), "Roof " + number, "owner").toString())
                .toList();
        JsonNode first = list("?sort=name&limit=2");
        register(owner(), "Roof 0a", "owner");
        JsonNode second = list("?sort=name&limit=2&cursor=" + first.path("next_cursor").asString());
        JsonNode third = list("?sort=name&limit=2&cursor=" + second.path("next_cursor").asString());

        assertThat(ids(first)).containsExactly(ids.get(0), ids.get(1));
        assertThat(ids(second)).containsExactly(ids.get(2), ids.get(3));
        assertThat(ids(third)).containsExactly(ids.get(4));
        assertThat(third.path("next_cursor").isNull()).isTrue();
        assertThat(third.at("/counts/total").asInt()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"name", "-name", "created_at", "-created_at", "updated_at", "-updated_at", "last_sync", "-last_sync"})
    void sortsByWhatTheDashboardShows(String sort) {
        List<String> ids = List.of(register(owner(), "A", "owner").toString(),
                register(owner(), "B", "owner").toString(), register(owner(), "C", "owner").toString());

        JsonNode first = list("?limit=2&sort=" + sort);
        JsonNode rest = list("?limit=2&sort=" + sort + "&cursor=" + first.path("next_cursor").asString());

        List<String> found = java.util.stream.Stream.concat(ids(first).stream(), ids(rest).stream()).toList();
        assertThat(found).isEqualTo(sort.startsWith("-") ? ids.reversed() : ids);
    }

    @ParameterizedTest
    @CsvSource({"sort=colour, sort", "relation=boss, relation", "registration=done, registration",
            "auth_status=perhaps, auth_status", "limit=0, limit", "limit=501, limit", "limit=many, limit"})
    void namesTheParameterThatIsWrong(String query, String field) {
        owner().get()
                .uri("/facilities?" + query)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "!!", "eA", "MjAyNi0xMS0yMFQxMjowMDowMFofeA"})
    void refusesACursorThatIsNotItsOwn(String cursor) {
        problem(owner().get().uri("/facilities?cursor=" + cursor).exchange(), 400, "invalid_cursor");
    }

    private JsonNode list(String query) {
        return json(owner().get().uri("/facilities" + query).exchange().expectStatus().isOk());
    }

    private static List<String> ids(JsonNode list) {
        return list.path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static int status(ResponseSpec answer) {
        return answer.returnResult(Void.class).getStatus().value();
    }

    private static void problem(ResponseSpec answer, int status, String code) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.action")
                .isNotEmpty();
    }

    private static <T> List<T> atOnce(int times, Callable<T> act) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> futures = threads.invokeAll(IntStream.range(0, times).mapToObj(_ -> act).toList());
            return futures.stream().map(RegistrationIT::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return Objects.requireNonNull(future.get());
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
