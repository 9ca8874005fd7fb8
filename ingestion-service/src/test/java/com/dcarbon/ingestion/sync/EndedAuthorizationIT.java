// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** An authorization ends while data is imported with it: that stops, and the next authorization is not disturbed. */
class EndedAuthorizationIT extends IngestionTestBase {
    private final String batch = "/r/" + UUID.randomUUID() + "/espi/1_1/resource/Batch/Subscription/7";

    @Test
    void aWaitingImportStopsAndTheNextAuthorizationsRuns() {
        facilityExists();
        answering(aResponse().withStatus(202).withHeader("Retry-After", "3600"));
        authorized("odd");
        awaitSync("waiting");

        revoked();
        stopped();
        authorizedAnew();
        awaitSync("done");
        assertThat(meters().get(0).path("provider_id").asString()).isEqualTo("sdge");
        assertThat(meters().get(0).path("source").asString()).isEqualTo("green_button");
        assertThat(events(EventKind.SYNC_FAILED)).isEmpty();
    }

    @Test
    void aRunningImportWritesNothingMore(@Autowired MeterRegistry metrics) {
        facilityExists();
        answering(aResponse().withFixedDelay(2_000).withHeader("Content-Type", "application/atom+xml")
                .withBody(simple(1, 1_767_254_400, 900, 5, 6).xml()));
        double lost = lost(metrics);
        authorized("odd");
        awaitSync("running");

        revoked();
        stopped();
        await(() -> lost(metrics) > lost);
        stopped();
        assertThat(meters()).isEmpty();
        assertThat(events(EventKind.SYNC_FAILED)).isEmpty();
    }

    @Test
    void aRevocationHoldsNoImportThatWhoeverPlansMayWant(@Autowired TransactionalOperator transaction) {
        facilityExists();
        answering(aResponse().withStatus(202).withHeader("Retry-After", "3600"));
        authorized("odd");
        awaitSync("waiting");
        Runnable meanwhile = () -> {
            revoked();
            await(() -> count("""
                    select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%sync_plans%'
                       and datname = current_database() and cast(:id as uuid) is not null""") > 0);
            assertThat(count("select count(*) from (select id from import_jobs where facility_id = :id"
                    + " for update skip locked) free")).isEqualTo(1);
        };

        database.sql("select live from sync_plans where facility_id = :id for update")
                .bind("id", facility)
                .fetch()
                .all()
                .then(Mono.fromRunnable(meanwhile).subscribeOn(Schedulers.boundedElastic()))
                .as(transaction::transactional)
                .block(Duration.ofSeconds(90));

        stopped();
    }

    private void answering(ResponseDefinitionBuilder answer) {
        neighbours.handOut(authorization, "token-1", neighbours.stubs().baseUrl() + batch, null);
        neighbours.stubs().stubFor(get(urlPathEqualTo(batch)).willReturn(answer));
    }

    private void stopped() {
        JsonNode error = awaitSync("failed").path("last_error");
        assertThat(error.path("code").asString()).isEqualTo("authorization_ended");
        assertThat(error.path("message").asString()).contains("What was imported stays.");
    }

    private void revoked() {
        var ended = new AuthorizationRevoked(facility, authorization, AuthMethod.GREEN_BUTTON, "odd", Instant.now(),
                "provider_changed", "Ended.", "Authorize again.");
        publish(EventKind.AUTHORIZATION_REVOKED, new Event<>(Ids.next(), EventKind.AUTHORIZATION_REVOKED.typeName(),
                "/authorization-service", Instant.now(), facility.toString(), 2, ended));
    }

    private void authorizedAnew() {
        UUID next = Ids.next();
        try {
            neighbours.feedOf("next-" + facility, simple(1, 1_767_254_400, 900, 5, 6).xml());
            neighbours.authorize(next, "sdge", "next-" + facility);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        var created = new AuthorizationCreated(facility, next, AuthMethod.GREEN_BUTTON, "sdge", Instant.now(), 1,
                false);
        publish(EventKind.AUTHORIZATION_CREATED, new Event<>(Ids.next(), EventKind.AUTHORIZATION_CREATED.typeName(),
                "/authorization-service", Instant.now(), facility.toString(), 1, created));
    }

    private static void publish(EventKind kind, Event<?> event) {
        assertThat(kind.topic()).isEqualTo(Topic.AUTHORIZATIONS);
        KafkaProbe.shared().publish(kind.topic(), event);
    }

    private static double lost(MeterRegistry metrics) {
        return metrics.counter("dcarbon.leases.lost", "work", "import").count();
    }
}
