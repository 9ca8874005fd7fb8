// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.audit.chain.rules.DayRange;
import com.dcarbon.audit.chain.rules.Verdict;
import com.dcarbon.testing.TestPostgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

/** The log's database without the service: migrated by its owner, used by the service's role, spoilt by a superuser. */
public final class LogDatabase {
    private static final String SEVEN_YEARS = "{\"*\":\"P7Y\",\"audit_entries_dropped\":\"P7Y\"}";
    private final TestPostgres.Database owner = TestPostgres.freshDatabase();

    /** With all migrations. */
    public LogDatabase migrated() {
        flyway(service().username()).load().migrate();
        return this;
    }

    /** With that policy: the period of each type, as JSON. */
    public void keeps(String retention) {
        flyway(service().username(), retention).load().migrate();
    }

    /** As the service migrates it. */
    public FluentConfiguration flyway(String serviceRole) {
        return flyway(serviceRole, SEVEN_YEARS);
    }

    private FluentConfiguration flyway(String serviceRole, String retention) {
        return Flyway.configure()
                .dataSource(owner.jdbcUrl(), owner.username(), owner.password())
                .locations("classpath:db/platform", "classpath:db/migration")
                .outOfOrder(true)
                .placeholders(Map.of("service_role", serviceRole, "retention", retention));
    }

    /** What the migrations connect as. */
    public TestPostgres.Database owner() {
        return owner;
    }

    /** What the service connects as. */
    public TestPostgres.Database service() {
        return owner.asGuest();
    }

    Verifying verifying() {
        return verifying(connections());
    }

    /** Which has a single connection for all that it does. */
    Verifying verifyingWithOneConnection() {
        return verifying(new ConnectionPool(ConnectionPoolConfiguration.builder(connections()).maxSize(1).build()));
    }

    private static Verifying verifying(ConnectionFactory connections) {
        return new Verifying(new Chain(DatabaseClient.create(connections)), new SimpleMeterRegistry());
    }

    /** What following all of the chain says. */
    public Verdict verify() {
        return await(verifying().verify(DayRange.ALL));
    }

    /** Closes the days before that moment and tells their roots. */
    public void close(Instant now) {
        await(closing(Clock.fixed(now, ZoneOffset.UTC)).close());
    }

    Chain chain() {
        return new Chain(DatabaseClient.create(connections()));
    }

    ClosingDays closing(Clock clock) {
        return closing(clock, new SimpleMeterRegistry());
    }

    ClosingDays closing(Clock clock, MeterRegistry metrics) {
        return new ClosingDays(chain(), verifying(), new ChainSettings(java.time.Duration.ofMinutes(5)), clock,
                TransactionalOperator.create(new R2dbcTransactionManager(connections())), metrics);
    }

    /** As the service's role. */
    public PostgresqlConnectionFactory connections() {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(service().host())
                .port(service().port())
                .database(service().name())
                .username(service().username())
                .password(service().password())
                .build());
    }

    /** One that happened when it arrived. */
    public UUID append(Instant arrival) throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = service().connect()) {
            append(connection, id, arrival, arrival, null);
        }
        return id;
    }

    static boolean append(Connection connection, UUID id, Instant happened, Instant arrival, @Nullable String address)
            throws SQLException {
        try (var statement = connection.prepareStatement(
                """
                        select append_audit_entry(?, 'meters_imported', ?, 'system:ingestion-service', ?, null,
                            '{"meters":2,"note":"Zähler"}', ?, ?, case when ?::text is null then '{}' else '{"name":"Zoë"}' end)""")) {
            statement.setObject(1, id);
            statement.setTimestamp(2, Timestamp.from(happened));
            statement.setObject(3, id);
            statement.setTimestamp(4, Timestamp.from(arrival));
            statement.setString(5, address);
            statement.setString(6, address);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** As one whom neither rights nor triggers stop. */
    public void asSuperuser(String... statements) throws SQLException {
        try (Connection connection = TestPostgres.connectAsSuperuser(owner);
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Without an entry, and with a policy that has not begun. */
    public void empty() throws SQLException {
        asSuperuser("delete from audit_personal", "delete from audit_entries", "delete from audit_dropped",
                "delete from audit_days", "update audit_retention set dropped_until = null");
    }

    /** The first column of what is found. */
    public List<String> texts(String query) throws SQLException {
        try (Connection connection = owner.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** What comes of it, within a minute. */
    public static <T> T await(Mono<T> answer) {
        return answer.blockOptional(java.time.Duration.ofSeconds(60)).orElseThrow();
    }
}
