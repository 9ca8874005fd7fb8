// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.ingestion.schedule.Reaches;
import com.dcarbon.ingestion.schedule.SyncPlans;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.tracing.TraceParents;
import com.dcarbon.testing.TestPostgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The planner and the workers' claim on a database and a clock of their own, without the rest of the service. */
final class PlannerWorld implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final MovedClock clock = new MovedClock();
    final DatabaseClient database;
    private final TestPostgres.Database at;
    private final List<AnnotationConfigApplicationContext> replicas;

    /** It is as late as somebody says. */
    static final class MovedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-20T00:00:00Z");

        void set(Instant moment) {
            now = moment;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** One process of the service. */
    record Replica(PlanningImports planning, ImportJobs jobs, LeasedJobs leased, SyncPlans plans) {}

    /** @param empty database */
    PlannerWorld(TestPostgres.Database empty, int replicas, int batch, List<String> providers) {
        at = empty;
        Flyway.configure().dataSource(at.jdbcUrl(), at.username(), at.password())
                .locations("classpath:db/platform", "classpath:db/migration").load().migrate();
        this.replicas = IntStream.range(0, replicas).mapToObj(_ -> process(batch, providers)).toList();
        database = this.replicas.getFirst().getBean(DatabaseClient.class);
    }

    private AnnotationConfigApplicationContext process(int batch, List<String> providers) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test",
                Map.of("dcarbon.ingestion.schedule.batch", batch)));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(ConnectionPool.class, this::pool);
        context.registerBean(DatabaseClient.class, () -> DatabaseClient.create(context.getBean(ConnectionPool.class)));
        context.registerBean(TransactionalOperator.class, () -> TransactionalOperator
                .create(new R2dbcTransactionManager(context.getBean(ConnectionPool.class))));
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build());
        context.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
        context.registerBean(ObservationRegistry.class, () -> ObservationRegistry.NOOP);
        var profiles = new RootBeanDefinition(ProviderProfiles.class);
        profiles.getConstructorArgumentValues().addIndexedArgumentValue(0,
                providers.stream().map(PlannerWorld::profile).toList());
        profiles.getConstructorArgumentValues().addIndexedArgumentValue(1, true);
        context.registerBeanDefinition("profiles", profiles);
        context.register(TraceParents.class, Reaches.class, SyncPlans.class, PlannedJobs.class, PlanningImports.class,
                ImportJobs.class, LeasedJobs.class);
        context.refresh();
        return context;
    }

    private ConnectionPool pool() {
        var factory = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder().host(at.host())
                .port(at.port()).database(at.name()).username(at.username()).password(at.password()).build());
        return new ConnectionPool(ConnectionPoolConfiguration.builder(factory).initialSize(1).maxSize(4).build());
    }

    private static ProviderProfile profile(String id) {
        var data = new ProviderProfile.Data(URI.create("https://utility.example"), List.of(), 90,
                ProviderProfile.DateFilter.PUBLISHED, Duration.ofSeconds(5), DataSize.ofMegabytes(1));
        return new ProviderProfile(id, id, AuthMethod.GREEN_BUTTON, 1, null, "", ZoneId.of("America/Los_Angeles"),
                null, null, data, new ProviderProfile.Limits(5), null);
    }

    Replica replica(int number) {
        var context = replicas.get(number);
        return new Replica(context.getBean(PlanningImports.class), context.getBean(ImportJobs.class),
                context.getBean(LeasedJobs.class), context.getBean(SyncPlans.class));
    }

    int replicas() {
        return replicas.size();
    }

    /**
     * So many facilities with a meter and its frontier each, whose utilities take turns.
     *
     * @param nextRun of all of them
     */
    void facilities(int number, List<String> providers, Instant nextRun) {
        execute("""
                with made as (
                    select gen_random_uuid() as id, (:providers::text[])[1 + number %% cardinality(:providers::text[])] as provider
                      from generate_series(0, :number - 1) number),
                plans as (
                    insert into sync_plans (authorization_id, facility_id, provider_id, method, version, live, next_run_at,
                        covered_until)
                    select id, id, provider, 'green_button', 1, true, :next, :covered from made),
                known as (
                    insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, role, commodity,
                        blocks, time_zone, source, created_at)
                    select id, id, id, provider, '1', 'net', 'electricity', '{}', 'America/Los_Angeles', 'green_button',
                           :covered from made)
                insert into meter_series (meter_id, direction, first_at, frontier, interval_seconds)
                select id, direction, :covered, :covered, 900
                  from made cross join (values ('delivered'), ('received')) as each (direction)"""
                .replace("%%", "%"),
                Map.of("providers", providers.toArray(String[]::new), "number", number, "next", nextRun, "covered",
                        clock.instant().minus(Duration.ofDays(1))));
    }

    void execute(String sql, Map<String, Object> values) {
        DatabaseClient.GenericExecuteSpec spec = database.sql(sql);
        for (Map.Entry<String, Object> value : values.entrySet()) {
            spec = spec.bind(value.getKey(), value.getValue());
        }
        spec.then().block(PATIENCE);
    }

    long count(String sql) {
        return Objects.requireNonNull(database.sql(sql).map(row -> row.get(0, Long.class)).one().block(PATIENCE));
    }

    @Override
    public void close() {
        replicas.forEach(AnnotationConfigApplicationContext::close);
    }
}
