// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health;

import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;

/** A utility that is away for days. */
class ProviderOutageIT extends IngestionTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PROVIDER = "frail";
    private static final int WAITING = 8;

    private final String batch = "/r/" + UUID.randomUUID() + "/espi/1_1/resource/Batch/Subscription/7";

    @Autowired
    private ProviderHealth health;
    @Autowired
    private TellingOutage telling;
    @Autowired
    private MeterRegistry metrics;

    @BeforeEach
    void aUtilityThatHasFailedOftenSinceItLastAnswered() {
        // in one statement, since the service may look at it at any time
        execute("""
                insert into provider_health (provider_id, failures) values ('frail', 999)
                on conflict (provider_id) do update
                   set state = 'up', failures = 999, failing = '{}', failing_since = null, closed_until = null, probes = 0,
                       told_at = null, last_answer_at = null, last_answer_for = null, last_data_at = null,
                       last_failure_at = null, last_failure = null""");
        facilityExists();
        neighbours.handOut(authorization, "token-1", neighbours.stubs().baseUrl() + batch, null);
    }

    @Test
    void nothingIsLostNorGivenUpAndEverybodyIsToldOnce() {
        answers(aResponse().withStatus(503));
        authorized(PROVIDER);
        assertThat(awaitSync("waiting").path("last_error").path("code").asString()).isEqualTo("provider_unavailable");
        List<UUID> others = IntStream.range(0, WAITING).mapToObj(_ -> anotherFacilityIsAuthorized()).toList();

        await(() -> jobs("error_code = 'provider_unavailable'") == WAITING + 1);
        await(() -> metrics.get("dcarbon.provider.down").tag("provider", PROVIDER).gauge().value() == 1);
        answers(aResponse().withHeader("Content-Type", "text/html").withBody("<html>We are back soon.</html>"));
        int asked = requests();
        // as if it had begun long before patience ended
        execute("update provider_health set failing_since = now() - interval '5 days' where provider_id = 'frail'");
        execute("update import_jobs set created_at = now() - interval '5 days', patience_from = null"
                + " where provider_id = 'frail'");
        await(() -> count("select count(*) from provider_health where provider_id = 'frail' and told_at is not null"
                + " and cast(:id as uuid) is not null") == 1);
        Flux.range(0, 8).flatMap(_ -> telling.ifTooLong(PROVIDER)).blockLast(PATIENCE);
        assertThat(requests() - asked).as("one probe at a time").isLessThan(3 * WAITING);

        answers(aResponse().withHeader("Content-Type", "application/atom+xml")
                .withBody(simple(1, 1_767_254_400, 900, 5).xml()));
        await(() -> jobs("state <> 'done'") == 0);
        assertThat(jobs("attempts > 0")).isZero();
        await(() -> metrics.get("dcarbon.authorized.to.first.reading").tag("provider", PROVIDER).timer()
                .count() == WAITING + 1);
        KafkaProbe.shared().awaitEvent(Topic.INTERVAL_DATA, isOf(EventKind.PROVIDER_RECOVERED, List.of(PROVIDER)));
        toldOnce(others.stream().map(UUID::toString).toList());
    }

    private void toldOnce(List<String> others) {
        List<Event<?>> news = List.copyOf(KafkaProbe.shared().events(Topic.INTERVAL_DATA, _ -> true).stream()
                .collect(Collectors.<Event<?>, UUID, Event<?>>toMap(Event::id, event -> event, (first, _) -> first))
                .values());
        assertThat(news.stream().filter(isOf(EventKind.SYNC_FAILED, others))).as("once each").hasSize(WAITING);
        assertThat(news.stream().filter(isOf(EventKind.INTERVAL_DATA_IMPORTED, others))).hasSize(WAITING);
        assertThat(news.stream().filter(isOf(EventKind.PROVIDER_DOWNTIME, List.of(PROVIDER)))).hasSize(1);
        assertThat(news.stream().filter(isOf(EventKind.PROVIDER_RECOVERED, List.of(PROVIDER)))).hasSize(1);
        assertThat(KafkaProbe.shared()
                .events(Topic.AUDIT, event -> event.type().startsWith("provider_"))
                .stream()
                .map(Event::type)
                .distinct()).containsExactlyInAnyOrder("provider_downtime", "provider_recovered");
    }

    private long jobs(String condition) {
        return count(
                "select count(*) from import_jobs where provider_id = 'frail' and cast(:id as uuid) is not null and "
                        + condition);
    }

    private static Predicate<Event<?>> isOf(EventKind kind, List<String> subjects) {
        return event -> event.type().equals(kind.typeName()) && subjects.contains(event.subject());
    }

    @Test
    void letsOneProbeThroughOfAnyNumberOfReplicas() {
        unanswered(2);
        execute("update provider_health set closed_until = now() where provider_id = 'frail'");

        Long admitted = Flux.range(0, 16).flatMap(_ -> health.admits(PROVIDER)).filter(yes -> yes).count()
                .block(PATIENCE);

        assertThat(admitted).isEqualTo(1);
    }

    @Test
    void whatWaitedBecomesDueSpreadOutWithAllItsAttemptsAndPatience() {
        unanswered(2);
        waitingJobs();

        health.heard(PROVIDER, authorization, new FetchOutcome.Failed(FetchFailure.DATA_GONE, "answered", null))
                .block(PATIENCE);

        Map<String, Object> due = Objects.requireNonNull(database.sql("""
                select count(*) as jobs, count(distinct next_attempt_at) as times, max(attempts) as attempts,
                       max(next_attempt_at) - min(patience_from) <= interval '4 seconds' as soon,
                       bool_and(patience_from > now() - interval '1 minute') as patient
                  from import_jobs where attempt_key like 'spread-%' and facility_id = :id""")
                .bind("id", facility)
                .fetch()
                .one()
                .block(PATIENCE));
        execute("delete from provider_pauses where provider_id = 'frail'");
        execute("delete from import_jobs where attempt_key like 'spread-%'");
        assertThat(due).containsEntry("jobs", 40L).containsEntry("attempts", 0).containsEntry("soon", true)
                .containsEntry("patient", true);
        assertThat((Long) due.get("times")).isGreaterThan(30);
    }

    @Test
    void anImportWhoseWorkerHasDiedWaitsWithTheOthersAndKeepsNothingElseFromItsAuthorization() {
        unanswered(2);
        execute("insert into provider_pauses (provider_id, until) values ('frail', now() + interval '1 hour')");
        execute("""
                insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                    window_start, window_end, next_attempt_at, created_at, deaths, leased_by, leased_until, lease_token)
                select gen_random_uuid(), '%s', gen_random_uuid(), 'frail', 'green_button', 'incremental', key, 'running',
                       now(), now(), now() - interval '1 hour', now(), 1, 'worker', now() + until, gen_random_uuid()
                  from (values ('lease-dead', interval '-1 minute'), ('lease-alive', interval '1 hour')) job (key, until)"""
                .formatted(facility));
        try {
            await(() -> jobs("""
                    attempt_key = 'lease-dead' and state = 'waiting' and error_code = 'provider_unavailable'
                    and deaths = 2 and lease_token is null and leased_by is null and leased_until is null""") == 1);
            assertThat(jobs("attempt_key = 'lease-alive' and state = 'running' and deaths = 1"
                    + " and lease_token is not null")).isEqualTo(1);
        } finally {
            execute("delete from import_jobs where attempt_key like 'lease-%'");
            execute("delete from provider_pauses where provider_id = 'frail'");
        }
    }

    private void unanswered(int times) {
        for (int i = 0; i < times; i++) {
            health.heard(PROVIDER, authorization,
                    new FetchOutcome.Failed(FetchFailure.PROVIDER_UNAVAILABLE, "no answer",
                            Instant.now().plusSeconds(60)))
                    .block(PATIENCE);
        }
    }

    /** Nobody claims them while the test looks. */
    private void waitingJobs() {
        execute("insert into provider_pauses (provider_id, until) values ('frail', now() + interval '1 hour')");
        execute("""
                insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                    window_start, window_end, attempts, next_attempt_at, error_code, created_at)
                select gen_random_uuid(), '%s', gen_random_uuid(), 'frail', 'green_button', 'incremental',
                       'spread-' || n, 'waiting', now(), now(), 7, now() + interval '10 minutes', 'provider_unavailable',
                       now() - interval '5 days'
                  from generate_series(1, 40) n"""
                .formatted(facility));
    }

    private UUID anotherFacilityIsAuthorized() {
        UUID other = Ids.next();
        UUID consent = Ids.next();
        neighbours.handOut(consent, "token-1", neighbours.stubs().baseUrl() + batch, null);
        KafkaProbe.shared().publish(Topic.AUTHORIZATIONS, new Event<>(Ids.next(),
                EventKind.AUTHORIZATION_CREATED.typeName(), "/authorization-service", Instant.now(), other.toString(),
                1,
                new AuthorizationCreated(other, consent, AuthMethod.GREEN_BUTTON, PROVIDER, Instant.now(), 1, false)));
        return other;
    }

    private void answers(ResponseDefinitionBuilder response) {
        neighbours.stubs().stubFor(get(urlPathEqualTo(batch)).willReturn(response));
    }

    private int requests() {
        return neighbours.stubs().findAll(getRequestedFor(urlPathEqualTo(batch))).size();
    }

    private void execute(String sql) {
        database.sql(sql).then().block(PATIENCE);
    }
}
