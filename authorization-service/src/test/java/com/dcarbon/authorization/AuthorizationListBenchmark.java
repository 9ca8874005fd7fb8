// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.web.util.UriComponentsBuilder;

import com.dcarbon.authorization.record.PlainSql;

import tools.jackson.databind.json.JsonMapper;

/**
 * What a page of a million authorizations costs an administrator, against the same statement in plain SQL, and by which
 * plan. No test: it asserts no duration and runs only when asked for by name (docs/data-model.md). Medians, and ratios,
 * because those hold on other machines too.
 */
class AuthorizationListBenchmark extends AuthorizationServiceIT {
    private static final int CALLS = 25;
    private static final int PAGE = 50;
    private static final List<String> ORDERS = List.of("-created_at", "created_at", "-last_sync", "last_sync",
            "-last_attempt_at", "last_attempt_at", "status", "-status", "method", "-method", "utility", "-utility",
            "user", "-user");
    private static final List<String> SEARCHES = List.of("status=failed", "status=failed&sort=-last_attempt_at",
            "status=failed&sort=-last_sync", "status=authorized&sort=last_sync", "status=pending&sort=user",
            "method=utility_api", "method=utility_api&sort=-last_sync", "provider=sdge", "provider=sdge&sort=utility",
            "provider=uapi-7&sort=-last_sync", "provider=uapi-7&sort=user", "provider=pge&status=failed",
            "created_from=2026-03-01T00:00:00Z&created_to=2026-04-01T00:00:00Z",
            "created_from=2026-03-01T00:00:00Z&created_to=2026-04-01T00:00:00Z&status=failed",
            "created_from=2026-03-01T00:00:00Z&created_to=2026-04-01T00:00:00Z&sort=user",
            "created_from=2026-03-01T00:00:00Z&created_to=2026-04-01T00:00:00Z&sort=-last_sync", "q=solar",
            "q=quimby 77777", "q=user-123456@example.com", "q=quimby&status=failed", "q=quimby&sort=user",
            "q=quimby&sort=-last_sync");
    private static final String FACILITIES = """
            insert into facilities (facility_id, version, name, owner_role, owner_id, discarded)
            select md5('f' || n)::uuid, 1, 'Solar ' || (array['Roof', 'Barn', 'School', 'Depot', 'Farm'])[1 + n %% 5] || ' ' || n,
                   'owner_operator', case when n <= 10000 then 'bench-owner' else 'user-' || n end, false
            from generate_series(1, %d) n""";
    private static final String AUTHORIZATIONS = """
            insert into authorizations (id, version, facility_id, provider_id, provider_name, method, status, auth_id, user_id,
                user_name, user_email, attempt, created_at, last_attempt_at, authorized_at, last_sync, failure_code,
                failure_message, failure_action, failure_retryable, facility_name)
            select uuidv7(created - now()), 1, md5('f' || n)::uuid, provider,
                   case when provider like 'uapi%%' then 'Utility ' || substr(provider, 6) else upper(provider) end,
                   case when provider like 'uapi%%' then 'utility_api' else 'green_button' end, status, 'auth-' || n,
                   'user-' || n, (array['Anna', 'Ben', 'Carla', 'Dmitri', 'Elena', 'Farid'])[1 + n %% 6] || ' '
                       || (array['Quimby', 'Reyes', 'Stone', 'Tanaka', 'Ueda', 'Vance', 'Wu'])[1 + n %% 7] || ' ' || n,
                   'user-' || n || '@example.com', 1, created, created + random() * interval '20 days', created,
                   case status when 'authorized' then timestamptz '2026-11-20' + random() * interval '1 day'
                               when 'revoked' then created + random() * interval '20 days' end,
                   case when status in ('failed', 'reauthorization_required') then 'timed_out' end, 'm', 'a', true,
                   'Solar ' || (array['Roof', 'Barn', 'School', 'Depot', 'Farm'])[1 + n %% 5] || ' ' || n
            from (select n, timestamptz '2023-11-20' + random() * interval '1095 days' as created,
                         case when p < 0.45 then 'pge' when p < 0.8 then 'sce' when p < 0.9 then 'sdge'
                              else 'uapi-' || (1 + n %% 40) end as provider,
                         case when s < 0.8 then 'authorized' when s < 0.9 then 'failed' when s < 0.97 then 'revoked'
                              when s < 0.99 then 'pending' else 'reauthorization_required' end as status
                  from (select n, random() as p, random() as s from generate_series(1, %d) n) drawn) made""";

    private final int rows = Integer.getInteger("dcarbon.benchmark.authorizations", 1_000_000);
    private final StringBuilder report = new StringBuilder();
    private final StringBuilder plans = new StringBuilder();

    @Test
    void compares() throws SQLException, IOException {
        try (Connection connection = Objects.requireNonNull(database).connect()) {
            fill(connection);
            sizes(connection);
            say("%n%-86s %9s %9s %7s %9s %7s%n", "an administrator's list, pages of " + PAGE, "API ms", "SQL ms",
                    "ratio",
                    "p. 1,000", "ratio");
            for (String order : ORDERS) {
                compare(connection, "sort=" + order, true);
            }
            for (String search : SEARCHES) {
                compare(connection, search, false);
            }
            plans.append("\n## q=zq, for which there is no index\n").append(plan(connection, plain("q=zq")));
        }
        String own = token("bench-owner", "commercial");
        for (String order : List.of("-created_at", "user", "-last_sync")) {
            say("%-86s %9.2f%n", "an owner of 10,000 of them: sort=" + order,
                    median(() -> page("sort=" + order + "&limit=" + PAGE, own)));
        }
        Files.writeString(Path.of("target", "authorization-list.txt"), report.toString() + plans);
        System.out.println(report.toString() + plans);
    }

    private void compare(Connection connection, String query, boolean late) {
        String admin = admin().value();
        String sql = plain(query);
        double api = median(() -> page(query + "&limit=" + PAGE, admin));
        double plain = median(() -> select(connection, sql));
        say("%-86s %9.2f %9.2f %7.2f", query, api, plain, api / plain);
        if (late) {
            String cursor = cursorOfPage1000(query, admin);
            double thousandth = median(() -> page(query + "&limit=" + PAGE + "&cursor=" + cursor, admin));
            say(" %9.2f %7.2f", thousandth, thousandth / api);
        }
        say("%n");
        plans.append("\n## ").append(query).append('\n').append(plan(connection, sql));
    }

    private String cursorOfPage1000(String query, String token) {
        String cursor = "";
        for (int page = 0; page < 100; page++) {
            cursor = JsonMapper.shared().readTree(page(query + "&limit=500&cursor=" + cursor, token))
                    .path("next_cursor").asString();
        }
        return cursor;
    }

    private String page(String query, String token) {
        StringBuilder encoded = new StringBuilder();
        for (String parameter : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            encoded.append('&').append(parts[0]).append('=').append(URLEncoder.encode(parts[1],
                    StandardCharsets.UTF_8));
        }
        var result = http.get().uri(URI.create(address + "/authorizations?" + encoded.substring(1)))
                .headers(headers -> headers.setBearerAuth(token)).exchange().expectBody(String.class).returnResult();
        if (result.getStatus().value() != 200) {
            say("%s: HTTP %d%n", query, result.getStatus().value());
        }
        return Objects.requireNonNull(result.getResponseBody());
    }

    private static String plain(String query) {
        var parameters = UriComponentsBuilder.fromUriString("/?" + query).build().getQueryParams();
        String[] values = new String[7];
        List<String> names = List.of("method", "status", "provider", "created_from", "created_to", "q", "sort");
        for (int at = 0; at < values.length; at++) {
            values[at] = Objects.requireNonNullElse(parameters.getFirst(names.get(at)), "");
        }
        return PlainSql.firstPage(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
    }

    /** Indexes are made after the rows, as a restored database does it; then statistics and visibility as autovacuum. */
    private void fill(Connection connection) throws SQLException {
        List<String> indexes = rows("select indexname, indexdef from pg_indexes where tablename = 'authorizations' and "
                + "indexname <> 'authorizations_pkey'").stream().map(row -> row.get("indexname") + "\u0000"
                        + row.get("indexdef"))
                .toList();
        try (var statement = connection.createStatement()) {
            for (String index : indexes) {
                statement.execute("drop index " + index.split("\u0000", -1)[0]);
            }
            statement.execute("alter table authorizations disable trigger user");
            statement.execute("alter table facilities disable trigger user");
            statement.execute(FACILITIES.formatted(rows));
            statement.execute(AUTHORIZATIONS.formatted(rows));
            for (String index : indexes) {
                statement.execute(index.split("\u0000", -1)[1]);
            }
            statement.execute("vacuum analyze authorizations");
            statement.execute("vacuum analyze facilities");
        }
    }

    private void sizes(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var found = statement.executeQuery("""
                select relname, pg_size_pretty(pg_relation_size(oid)) from pg_class
                where relname like 'authorizations%' and relkind in ('r', 'i') order by 1""")) {
            while (found.next()) {
                say("%-45s %s%n", found.getString(1), found.getString(2));
            }
        }
    }

    private static String plan(Connection connection, String sql) {
        var plan = new StringBuilder();
        try (var statement = connection.createStatement();
                var lines = statement.executeQuery("explain (analyze, costs off, timing off, buffers off) " + sql)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return plan.toString();
    }

    private static void select(Connection connection, String sql) {
        try (var statement = connection.createStatement(); var found = statement.executeQuery(sql)) {
            while (found.next()) {
                found.getObject(1, UUID.class);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void say(String format, Object... values) {
        report.append(String.format(Locale.ROOT, format, values));
    }

    private static double median(Runnable call) {
        for (int warming = 0; warming < CALLS / 3; warming++) {
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
