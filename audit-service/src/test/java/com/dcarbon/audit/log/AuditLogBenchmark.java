// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.web.util.UriComponentsBuilder;

import com.dcarbon.audit.AuditServiceIT;
import com.dcarbon.audit.chain.rules.ChainDay;
import com.dcarbon.audit.chain.rules.GeneratedLog;
import com.dcarbon.platform.paging.Cursor;

/**
 * What searches of a large log cost an administrator, against the same statement in plain SQL, and by which plan; what
 * appending, verifying and exporting cost. No test: it asserts no duration and runs only when asked for by name
 * (docs/data-model.md). Medians, and ratios, because those hold on other machines too.
 */
class AuditLogBenchmark extends AuditServiceIT {
    private static final int CALLS = 15;
    private static final String FACILITY = "f0000000-0000-7000-8000-000000000077";
    private static final List<String> SEARCHES = List.of("", "sort=timestamp", "event_type=interval_data_accessed",
            "event_type=authorization_revoked", "event_type=authorization_revoked&sort=timestamp",
            "facility_id=" + FACILITY, "facility_id=" + FACILITY + "&event_type=data_exported",
            "authorization_id=" + FACILITY, "user_id=user-77", "user_id=system:ingestion-service",
            "ip_address=198.51.100.77", "ip_address=203.0.113.9",
            "from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z",
            "from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z&event_type=authorization_revoked",
            "q=number 77777", "q=person-123@example", "q=import", "q=import&user_id=user-77",
            "q=no such text anywhere");
    private final int rows = Integer.getInteger("dcarbon.benchmark.entries", 10_000_000);
    private final StringBuilder report = new StringBuilder();
    private final StringBuilder plans = new StringBuilder();

    @Test
    void compares() throws SQLException, IOException {
        try (Connection connection = database.connect()) {
            fill(connection);
            sizes(connection);
            warmUp();
            say("%n%-75s %9s %9s %7s%n", "pages of 50 of %,d entries".formatted(rows), "API ms", "SQL ms", "ratio");
            for (String search : SEARCHES) {
                compare(connection, search);
            }
            if (!Boolean.getBoolean("dcarbon.benchmark.searches")) {
                append();
                verify(connection);
                export(connection);
            }
        } finally {
            Files.writeString(Path.of("target", "audit-log.txt"), report.toString() + plans);
            System.out.println(report.toString() + plans);
        }
    }

    @Override
    protected Duration patience() {
        return Duration.ofHours(1);
    }

    /** Indexes of searches are made after the rows, as a restored database does it; then statistics as autovacuum. */
    private void fill(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> definitions = new ArrayList<>();
        try (var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("""
                    select indexname, indexdef from pg_indexes where tablename in ('audit_entries', 'audit_personal')
                        and indexname not like '%_pkey' and indexname not like '%_in_order'""")) {
                while (found.next()) {
                    names.add(found.getString(1));
                    definitions.add(found.getString(2));
                }
            }
            for (String name : names) {
                statement.execute("drop index " + name);
            }
            double seconds = seconds(() -> copyIn(connection, new GeneratedLog(rows)));
            say("filled by COPY at %,.0f entries a second, without the indexes of searches%n", rows / seconds);
            statement.execute("set maintenance_work_mem = '512MB'");
            say("their indexes made in %,.0f s%n", seconds(() -> definitions.forEach(one -> execute(connection, one))));
            statement.execute("vacuum analyze audit_entries");
            statement.execute("vacuum analyze audit_personal");
        }
    }

    /** What the function does for each entry, for all of them: as the owner, who may. */
    private static void copyIn(Connection connection, GeneratedLog log) {
        try (var day = connection.prepareStatement("""
                insert into audit_days (day, previous_root, entries, head, opened_at, closed_at, announced)
                values (?::date, decode(?, 'hex'), ?, decode(?, 'hex'), now(), ?, ?)""")) {
            copyIn(connection, GeneratedLog.ENTRIES, log::writeEntries);
            copyIn(connection, GeneratedLog.PERSONAL, log::writePersonal);
            for (ChainDay chain : log.days()) {
                day.setString(1, chain.day().toString());
                day.setString(2, chain.previousRoot());
                day.setLong(3, chain.entries());
                day.setString(4, chain.head());
                day.setTimestamp(5, chain.closedAt() == null ? null : Timestamp.from(chain.closedAt()));
                day.setBoolean(6, chain.closedAt() != null);
                day.execute();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** What writes lines. */
    private interface Lines {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void copyIn(Connection connection, String sql, Lines lines) throws SQLException {
        try (var copy = new BufferedOutputStream(new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql),
                1 << 20)) {
            lines.writeTo(copy);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void sizes(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var found = statement.executeQuery("""
                select relname, pg_size_pretty(pg_relation_size(oid)) from pg_class
                where relname like 'audit\\_%' and relkind in ('r', 'i') order by 1""")) {
            while (found.next()) {
                say("%-45s %s%n", found.getString(1), found.getString(2));
            }
        }
    }

    /** The code of a process that has just started is not what administrators wait for. */
    private void warmUp() {
        for (int call = 0; call < 100; call++) {
            page("limit=50");
        }
    }

    private void compare(Connection connection, String query) {
        String sql = plain(query);
        double api = median(() -> page(encoded(query)));
        double plain = median(() -> rows(connection, sql));
        say("%-75s %9.2f %9.2f %7.2f%n", query.isEmpty() ? "everything" : query, api, plain, api / plain);
        plans.append("\n## ").append(query).append('\n');
        rows(connection, "explain (analyze, costs off, timing off, buffers off) " + sql)
                .forEach(line -> plans.append(line).append('\n'));
    }

    /** One after the other, each in a transaction of its own, as the consumer does it. */
    private void append() throws SQLException {
        try (Connection service = database.asGuest().connect(); var statement = service.prepareStatement("""
                select append_audit_entry(?, 'interval_data_accessed', ?, 'user-1', ?, null, '{"text":"appended"}', ?,
                    '203.0.113.9', '{}')""")) {
            double seconds = seconds(() -> {
                try {
                    for (int number = 0; number < 2_000; number++) {
                        Timestamp at = Timestamp.from(Instant.parse("2026-11-20T00:00:00Z").plusMillis(number));
                        statement.setObject(1, UUID.randomUUID());
                        statement.setTimestamp(2, at);
                        statement.setObject(3, UUID.fromString(FACILITY));
                        statement.setTimestamp(4, at);
                        statement.execute();
                    }
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            say("%nappended at %,.0f entries a second, each in a transaction%n", 2_000 / seconds);
        }
    }

    private void verify(Connection connection) {
        double api = seconds(() -> say("%s%n", json("/verify?to=2026-11-20").toString()));
        double plain = seconds(() -> rows(connection, "select sum(length(audit_hash(hash, e))) from audit_entries e"));
        say("verified in %.1f s; hashing once per entry in SQL: %.1f s, ratio %.2f%n", api, plain, api / plain);
    }

    private void export(Connection connection) {
        for (String format : List.of("csv", "ndjson")) {
            long[] size = new long[1];
            double api = seconds(() -> size[0] = exported(format));
            double plain = seconds(() -> copy(connection));
            say("%s of %,d MB in %.1f s; COPY … csv of the same entries in order: %.1f s, ratio %.2f; heap in use %,d MB%n",
                    format, size[0] >> 20, api, plain, api / plain,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        }
    }

    /** A client that keeps nothing of it. */
    private long exported(String format) {
        HttpRequest request = HttpRequest.newBuilder(uri("/export?format=" + format))
                .header("Authorization", admin().bearer()).build();
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream body = client.send(request, BodyHandlers.ofInputStream()).body()) {
            return body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void copy(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(
                    """
                            copy (select e.id, event_type, occurred_at, user_id, facility_id, authorization_id, ip_address, e.details
                                  from audit_entries e left join audit_personal p on p.entry_id = e.id
                                  order by occurred_at desc, e.id desc) to stdout (format csv)""",
                    OutputStream.nullOutputStream());
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String plain(String query) {
        var parameters = UriComponentsBuilder.fromUriString("/?" + query).build().getQueryParams();
        var search = new AuditSearch(parameters.getFirst("event_type"), uuid(parameters.getFirst("facility_id")),
                uuid(parameters.getFirst("authorization_id")), parameters.getFirst("user_id"),
                parameters.getFirst("ip_address"), instant(parameters.getFirst("from")),
                instant(parameters.getFirst("to")), parameters.getFirst("q"));
        var sql = new SearchSql(search, SearchOrder.of(parameters.getFirst("sort")), (Cursor) null);
        String text = sql.sql().replace(":limit", "51");
        for (SearchSql.Condition condition : sql.parameters()) {
            text = text.replace(":" + condition.parameter(), "'" + condition.value() + "'");
        }
        return text;
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static String encoded(String query) {
        StringBuilder encoded = new StringBuilder("limit=50");
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            encoded.append('&').append(parts[0]).append('=')
                    .append(URLEncoder.encode(parts[1], StandardCharsets.UTF_8));
        }
        return encoded.toString();
    }

    private static List<String> rows(Connection connection, String sql) {
        try (var statement = connection.createStatement(); var found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static double median(Runnable call) {
        call.run();
        double[] times = new double[CALLS];
        for (int number = 0; number < CALLS; number++) {
            times[number] = seconds(call) * 1_000;
        }
        Arrays.sort(times);
        return times[CALLS / 2];
    }

    private static double seconds(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private void say(String format, Object... values) {
        report.append(String.format(Locale.ROOT, format, values));
    }
}
