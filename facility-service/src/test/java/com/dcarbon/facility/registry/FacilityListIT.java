// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.testing.TestPostgres;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lists that dashboards show. */
class FacilityListIT extends FacilityTestBase {
    /** Names and times of which several facilities have the same. */
    private static final String MANY = """
            insert into facilities (id, name, owner_role, owner_user_id, registration_status, registration_step,
                registration_updated_at, last_sync, created_at, updated_at, version, edit_version)
            select gen_random_uuid(), 'Roof ' || n % 97, 'owner', ?, 'complete', 'utility_authorization', now(),
                   case when n % 3 > 0 then now() - n % 31 * interval '1 hour' end,
                   now() - n % 89 * interval '1 minute', now() - n % 7 * interval '1 day', 1, 1
            from generate_series(1, ?) n""";

    @Autowired
    private TestPostgres.Database database;

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

    @Test
    void tellsTheNumberBehindEachTabWhateverIsFilteredFor() {
        UUID untouched = register("owner_operator");
        UUID failed = followed(AuthStatus.FAILED);
        UUID authorized = followed(AuthStatus.AUTHORIZED);

        JsonNode list = list("?registration=in_progress&auth_status=failed");

        assertThat(ids(list)).containsExactly(failed.toString());
        assertThat(list.path("counts")).isEqualTo(JsonMapper.shared().readTree("""
                {"total":3,"in_progress":2,"complete":1,"not_started":1,"pending":0,"authorized":1,"failed":1,
                 "revoked":0,"reauthorization_required":0}"""));
        assertThat(ids(list("?auth_status=not_started"))).containsExactly(untouched.toString());
        assertThat(ids(list("?registration=complete&auth_status=authorized"))).containsExactly(authorized.toString());
        assertThat(ids(list("?registration=complete&auth_status=failed"))).isEmpty();
    }

    @Test
    void letsAnOperatorsFacilitiesThatNeedReauthorizationStandOut() throws SQLException {
        String operator = "operator-" + UUID.randomUUID();
        UUID well = register("owner");
        UUID ended = register("owner");
        UUID own = register(commercial(operator), "Own", "owner_operator");
        for (UUID id : List.of(well, ended)) {
            sql("insert into operators (facility_id, email, status, user_id) values (?, 'o@example.com', 'accepted', ?)",
                    id, operator);
        }
        tell(well, UUID.randomUUID(), AuthStatus.AUTHORIZED, 1, Instant.now());
        tell(ended, UUID.randomUUID(), AuthStatus.REAUTHORIZATION_REQUIRED, 1, Instant.now());
        awaitRecord(well, facility -> assertThat(facility.path("auth_status").asString("")).isEqualTo("authorized"));
        awaitRecord(ended, facility -> assertThat(facility.path("auth_status").asString(""))
                .isEqualTo("reauthorization_required"));

        JsonNode operated = list(operator, "?relation=operator");
        JsonNode found = list(operator, "?auth_status=reauthorization_required");

        assertThat(ids(operated)).containsExactly(ended.toString(), well.toString());
        assertThat(operated.at("/items/0/attention").asString()).isEqualTo("reauthorize");
        assertThat(operated.at("/items/1/attention").isNull()).isTrue();
        assertThat(operated.at("/counts/total").asInt()).isEqualTo(2);
        assertThat(operated.at("/counts/reauthorization_required").asInt()).isOne();
        assertThat(ids(found)).containsExactly(ended.toString());
        assertThat(list("?auth_status=reauthorization_required").at("/items/0/attention").isNull()).isTrue();
        assertThat(ids(list(operator, ""))).containsExactly(own.toString(), ended.toString(), well.toString());
    }

    @Test
    void forgetsAnOperatorWhoWasWithdrawn() throws SQLException {
        String operator = "operator-" + UUID.randomUUID();
        UUID id = register("owner");
        sql("insert into operators (facility_id, email, status) values (?, 'o@example.com', 'invited')", id);
        assertThat(ids(list(operator, ""))).isEmpty();
        sql("update operators set status = 'accepted', user_id = ? where facility_id = ?", operator, id);
        assertThat(ids(list(operator, ""))).containsExactly(id.toString());
        sql("delete from operators where facility_id = ?", id);
        assertThat(ids(list(operator, ""))).isEmpty();
        assertThat(list(operator, "").at("/counts/total").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"name", "-created_at", "-updated_at", "last_sync"})
    void pagesThroughThousandsEachOnceWhileTheyGrow(String sort) throws SQLException {
        String operator = "operator-" + UUID.randomUUID();
        sql(MANY, operator, 1200);
        sql(MANY, owner, 800);
        sql("insert into operators (facility_id, email, status, user_id) "
                + "select id, 'o@example.com', 'accepted', ? from facilities where owner_user_id = ?", operator, owner);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = list(operator, "?limit=500&sort=" + sort + "&cursor=" + cursor);
            seen.addAll(ids(page));
            cursor = page.path("next_cursor").asString("");
            register(commercial(operator), "Roof " + seen.size(), "owner");
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().hasSizeBetween(2000, 2004);
        sql("delete from facilities where owner_user_id in (?, ?)", owner, operator);
    }

    private UUID followed(AuthStatus status) {
        UUID id = register("owner_operator");
        tell(id, UUID.randomUUID(), status, 1, Instant.now());
        awaitRecord(id, facility -> assertThat(facility.path("auth_status").asString("")).isEqualTo(status.wire()));
        return id;
    }

    private JsonNode list(String user, String query) {
        return json(commercial(user).get().uri("/facilities" + query).exchange().expectStatus().isOk());
    }

    private void sql(String sql, Object... values) throws SQLException {
        try (var connection = database.connect(); var statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }
}
