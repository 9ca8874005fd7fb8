// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static com.dcarbon.ingestion.HeldAnswers.HELD;
import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.ProviderNotified;
import com.dcarbon.ingestion.HeldAnswers;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/** Utilities that prepare their answer and notify when it is there. */
class HintIT extends IngestionTestBase {
    private static final int LATER = 3_600;

    private final WireMockServer stubs = neighbours.stubs();
    private final String batch = "/r/" + UUID.randomUUID() + "/espi/1_1/resource/Batch/Subscription/7";

    @BeforeEach
    void authorizedUtility() {
        facilityExists();
        neighbours.handOut(authorization, "token-1", stubs.baseUrl() + batch, null);
    }

    private static ResponseDefinitionBuilder feed() {
        return aResponse().withHeader("Content-Type", "application/atom+xml")
                .withBody(simple(1, 1_767_254_400, 900, 5, 6).xml());
    }

    private static ResponseDefinitionBuilder preparing() {
        return aResponse().withStatus(202).withHeader("Retry-After", String.valueOf(LATER));
    }

    private void preparesFirst(ResponseDefinitionBuilder first) {
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch)
                .willReturn(first)
                .willSetStateTo("ready"));
        stubs.stubFor(get(urlPathEqualTo(batch)).inScenario(batch).whenScenarioStateIs("ready").willReturn(feed()));
    }

    private List<LoggedRequest> requests() {
        return stubs.findAll(getRequestedFor(urlPathEqualTo(batch)));
    }

    private Event<?> notified(UUID authorized, String resource) {
        var hint = new ProviderNotified(facility, authorized, "odd", List.of(URI.create(resource)), Instant.now());
        Event<?> event = new Event<>(Ids.next(), EventKind.PROVIDER_NOTIFIED.typeName(), "/authorization-service",
                Instant.now(), facility.toString(), 1, hint);
        KafkaProbe.shared().publish(Topic.PROVIDER_HINTS, event);
        return event;
    }

    @Test
    void anImportThatWaitsGoesOnAtOnceAndOnceOnlyHoweverOftenTheHintComes() {
        preparesFirst(preparing());
        authorized("odd");
        awaitSync("waiting");

        Event<?> hint = notified(authorization, stubs.baseUrl() + batch);
        KafkaProbe.shared().publish(Topic.PROVIDER_HINTS, hint);
        notified(authorization, stubs.baseUrl() + batch);

        assertThat(awaitSync("done").path("attempts").asInt()).isZero();
        awaitEvent(EventKind.INTERVAL_DATA_IMPORTED);
        assertThat(requests()).hasSize(2);
        assertThat(events(EventKind.INTERVAL_DATA_IMPORTED)).hasSize(1);
    }

    @Test
    void aHintThatOvertakesTheAnswerIsNotLost() {
        preparesFirst(preparing().withTransformers(HELD).withTransformerParameter(HELD, batch));
        authorized("patient");
        await(() -> HeldAnswers.isAskedFor(batch));

        notified(authorization, stubs.baseUrl() + batch);
        await(() -> count("select count(*) from import_jobs where facility_id = :id and hinted_at is not null") == 1);
        assertThat(sync().path("state").asString()).isEqualTo("running");
        HeldAnswers.release(batch);

        awaitSync("done");
        assertThat(requests()).hasSize(2);
    }

    @Test
    void aHintOfBeforeTheAttemptHurriesNothing() {
        stubs.stubFor(get(urlPathEqualTo(batch)).willReturn(preparing()));
        authorized("odd");
        awaitSync("waiting");

        notified(authorization, stubs.baseUrl() + batch);
        await(() -> requests().size() == 2);

        assertThat(Instant.parse(awaitSync("waiting").path("next_run").asString()))
                .isAfter(Instant.now().plusSeconds(LATER / 2));
        assertThat(requests()).hasSize(2);
    }

    @Test
    void readsWhereTheNotificationSaidAsLongAsItIsTheSameResource() {
        stubs.stubFor(get(urlPathEqualTo(batch)).willReturn(preparing()));
        stubs.stubFor(get(urlPathEqualTo(batch)).withQueryParam("correlationID", matching("c-1")).willReturn(feed()));
        authorized("odd");
        awaitSync("waiting");

        notified(authorization, stubs.baseUrl() + batch + "?published-min=2020-01-01T00:00:00Z&correlationID=c-1");
        await(() -> requests().size() == 2);
        assertThat(requests().getLast().getUrl()).doesNotContain("correlationID");
        notified(authorization, requests().getLast().getAbsoluteUrl() + "&correlationID=c-1");

        awaitSync("done");
        assertThat(requests()).hasSize(3);
    }

    @Test
    void anothersHintHurriesNothing() {
        stubs.stubFor(get(urlPathEqualTo(batch)).willReturn(preparing()));
        authorized("odd");
        awaitSync("waiting");

        Event<?> foreign = notified(Ids.next(), stubs.baseUrl() + batch);
        await(() -> processed(foreign));

        assertThat(sync().path("state").asString()).isEqualTo("waiting");
        assertThat(requests()).hasSize(1);
    }

    private boolean processed(Event<?> event) {
        Long found = database.sql("select count(*) from inbox where event_id = :event")
                .bind("event", event.id())
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
        return found != null && found == 1;
    }
}
