// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.testing.TestPostgres;

import tools.jackson.databind.json.JsonMapper;

/**
 * What a page of a long list costs, and what of that is ours. No test: it asserts no duration and runs only when asked
 * for by name (docs/decisions/0014). Medians of many calls, and ratios, because those hold on other machines too.
 */
class FacilityListBenchmark extends FacilityTestBase {
    private static final int FACILITIES = 10_000;
    private static final int PAGE = 50;
    private static final int CALLS = 60;
    private static final String MANY = """
            insert into facilities (id, name, owner_role, owner_user_id, registration_status, registration_step,
                registration_updated_at, auth_status, last_sync, created_at, updated_at, version, edit_version)
            select gen_random_uuid(), 'Roof ' || n, 'owner', ?, 'complete', 'utility_authorization', now(),
                   (array['authorized', 'pending', 'failed'])[1 + n % 3], now() - n * interval '1 minute',
                   now() - n * interval '1 hour', now() - n * interval '1 minute', 1, 1
            from generate_series(1, ?) n""";
    private static final String ONE_PAGE = """
            select * from facilities where owner_user_id = '%s' order by created_at desc, id desc limit 51""";
    private static final String COUNT = """
            select auth_status, registration_status, count(*) from facilities where owner_user_id = '%s' group by 1, 2""";

    private final String operator = "operator-" + UUID.randomUUID();

    @Autowired
    private TestPostgres.Database database;

    @Test
    void compares() throws SQLException {
        fill();
        WebTestClient client = commercial(operator);
        StringBuilder report = new StringBuilder("\n%d facilities, owned and operated, pages of %d, medians of %d\n"
                .formatted(2 * FACILITIES, PAGE, CALLS));
        for (String sort : List.of("-created_at", "name", "-updated_at", "last_sync")) {
            List<String> cursors = cursors(client, sort);
            double first = medianMillis(() -> page(client, sort, ""));
            double late = medianMillis(() -> page(client, sort, cursors.get(199)));
            double last = medianMillis(() -> page(client, sort, cursors.getLast()));
            report.append("%-12s page 1 %6.2f ms, page 200 %6.2f ms (x %.2f), page %d %6.2f ms (x %.2f)%n".formatted(
                    sort, first, late, late / first, cursors.size() + 1, last, last / first));
        }
        report.append(againstPlainSql());
        System.out.println(report);
    }

    /** The very least that one owner's first page needs: its rows and its counts, over a connection that is open. */
    private String againstPlainSql() throws SQLException {
        WebTestClient client = owner();
        try (var connection = database.connect()) {
            double api = medianMillis(() -> page(client, "-created_at", ""));
            double rows = medianMillis(() -> rows(connection, ONE_PAGE.formatted(owner)));
            double counts = medianMillis(() -> rows(connection, COUNT.formatted(owner)));
            return "one owner's %d: the API %.2f ms; in plain SQL its rows %.2f ms, its counts %.2f ms (x %.2f)%n"
                    .formatted(FACILITIES, api, rows, counts, api / (rows + counts));
        }
    }

    /** As many of others around them, and statistics and visibility as autovacuum makes them. */
    private void fill() throws SQLException {
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            for (String user : List.of(owner, operator, "others")) {
                try (var insert = connection.prepareStatement(MANY)) {
                    insert.setString(1, user);
                    insert.setInt(2, FACILITIES);
                    insert.executeUpdate();
                }
            }
            statement.execute("insert into operators (facility_id, email, status, user_id) select id, 'o@example.com', "
                    + "'accepted', '%s' from facilities where owner_user_id = '%s'".formatted(operator, owner));
            statement.execute("vacuum analyze facilities");
            statement.execute("vacuum analyze operators");
        }
    }

    private static List<String> cursors(WebTestClient client, String sort) {
        List<String> cursors = new ArrayList<>();
        String cursor = "";
        do {
            cursor = JsonMapper.shared().readTree(page(client, sort, cursor)).path("next_cursor").asString("");
            cursors.add(cursor);
        } while (!cursor.isEmpty());
        cursors.removeLast();
        assertThat(cursors).hasSize(2 * FACILITIES / PAGE - 1);
        return cursors;
    }

    private static String page(WebTestClient client, String sort, String cursor) {
        byte[] body = client.get()
                .uri("/facilities?limit={limit}&sort={sort}&cursor={cursor}", PAGE, sort, cursor)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new String(Objects.requireNonNull(body), StandardCharsets.UTF_8);
    }

    private static int rows(Connection connection, String sql) {
        try (var statement = connection.createStatement(); var found = statement.executeQuery(sql)) {
            int rows = 0;
            while (found.next()) {
                rows++;
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static double medianMillis(Runnable call) {
        for (int warming = 0; warming < CALLS / 4; warming++) {
            call.run();
        }
        long[] nanos = new long[CALLS];
        for (int index = 0; index < CALLS; index++) {
            long begin = System.nanoTime();
            call.run();
            nanos[index] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[CALLS / 2] / 1e6;
    }
}
