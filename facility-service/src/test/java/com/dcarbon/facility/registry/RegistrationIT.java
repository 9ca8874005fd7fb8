// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.testing.TestIdentityProvider;

import tools.jackson.databind.JsonNode;

/** A registration as a walk that is saved with each step. */
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

    @Test
    void tellsWhichRegistrationsCanBeContinued() {
        UUID roof = register(owner(), "Roof", "owner_operator");
        UUID carport = register(owner(), "Carport", "owner");
        UUID done = register(owner(), "Done", "owner_operator");
        tell(done, UUID.randomUUID(), AuthStatus.AUTHORIZED, 1, Instant.now());
        awaitRecord(done, facility -> assertThat(facility.at("/registration/status").asString()).isEqualTo("complete"));
        JsonNode touched = json(patch(owner(), roof, "\"1\"", "{'registration':{'step':'utility_authorization'}}"));

        JsonNode list = json(owner().get()
                .uri("/facilities?registration=in_progress&relation=owner&sort=-updated_at")
                .exchange()
                .expectStatus()
                .isOk());

        JsonNode newest = list.at("/items/0");
        assertThat(newest.path("id").asString()).isEqualTo(roof.toString());
        assertThat(newest.path("name").asString()).isEqualTo("Roof");
        assertThat(newest.at("/registration/step").asString()).isEqualTo("utility_authorization");
        assertThat(Instant.parse(newest.at("/registration/updated_at").asString()))
                .isAfter(Instant.parse(newest.path("created_at").asString()));
        assertThat(newest).isEqualTo(touched);
        assertThat(list.at("/items/1/id").asString()).isEqualTo(carport.toString());
        assertThat(list.path("items").size()).isEqualTo(2);
        assertThat(list.at("/counts/in_progress").asInt()).isEqualTo(2);
        assertThat(list.at("/counts/complete").asInt()).isOne();
    }

    @Test
    void leavesTheRoleStepOutForAHome() {
        WebTestClient home = as(TestIdentityProvider.shared().user(owner, "residential"));
        UUID id = register(home, "Home", null);

        JsonNode begun = json(get(home, id));
        JsonNode refused = json(
                patch(home, id, "\"1\"", "{'registration':{'step':'role'}}").expectStatus().isBadRequest());

        assertThat(begun.at("/registration/step").asString()).isEqualTo("finance_installer");
        assertThat(refused.at("/errors/0/field").asString()).isEqualTo("registration.step");
        patch(home, id, "\"1\"", "{'registration':{'step':'utility_authorization'},'utility_provider':{'id':'smud'}}")
                .expectStatus()
                .isOk();
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

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static int status(ResponseSpec answer) {
        return answer.returnResult(Void.class).getStatus().value();
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
