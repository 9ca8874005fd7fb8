// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.espi.FeedFixture;

import tools.jackson.databind.JsonNode;

/** What utilities sent is kept, sealed, and can be imported again; what was not understood is told. */
class RawArchiveIT extends IngestionTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CONFIRMED = "{\"confirm\":true}";
    private static final String FIRST = "00000000-0000-7000-8000-000000000000";
    private static final long START = 1_767_254_400;
    private static final String VALUES = """
            select coalesce(sum(v), 0)::bigint from interval_blocks b join meters m on m.id = b.meter_id,
                   unnest(b.values) v where m.facility_id = :id""";
    private static final String PAYLOADS = "select count(*) from raw_payloads where facility_id = :id";
    private static final String DOCUMENTS = """
            select count(*) from raw_documents d join import_jobs j on j.id = d.job_id where j.facility_id = :id""";

    private final String path = "/r/" + UUID.randomUUID() + "/espi/1_1/resource/Batch/Subscription/7";

    @Autowired
    private ForgettingDocuments forgetting;
    @Autowired
    private PayloadStore store;

    @BeforeEach
    void authorizedUtility() {
        facilityExists();
        neighbours.handOut(authorization, "token-1", neighbours.stubs().baseUrl() + path, null);
    }

    @Test
    void restoresWhatWasLostFromWhatWasReceived() throws Exception {
        imported(1, simple());
        assertThat(count(VALUES)).isEqualTo(60);
        database.sql("delete from interval_blocks where meter_id in (select id from meters where facility_id = :id)")
                .bind("id", facility)
                .then()
                .block();
        neighbours.stubs().removeStub(get(urlPathEqualTo(path)));
        database.sql("""
                update meters set released_at = now(), provider_id = 'later', service_address = 'New Road 2'
                 where facility_id = :id""").bind("id", facility).then().block();

        admin().post().uri("/imports/" + job(1) + "/reparse").exchange().expectStatus().isAccepted();

        await(() -> count(VALUES) == 60);
        awaitSync("done");
        await(() -> audited("import_reparsed").size() == 1);
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);
        assertThat(events(EventKind.INTERVAL_DATA_IMPORTED))
                .extracting(event -> ((IntervalDataImported) event.data()).lastSync())
                .as("that moves nothing").containsOnly(((IntervalDataImported) events(EventKind.INTERVAL_DATA_IMPORTED)
                        .getFirst().data()).lastSync());
        assertThat(count("""
                select count(*) from meters where facility_id = :id and released_at is not null
                   and provider_id = 'later' and service_address = 'New Road 2'""")).isEqualTo(1);
    }

    @Test
    void readingAgainTakesTheTurnOfNothingElse() throws Exception {
        imported(1, simple());
        run("update import_jobs set state = 'waiting', next_attempt_at = now() + interval '1 day' where facility_id = :id");

        JsonNode refused = json(
                admin().post().uri("/imports/" + job(1) + "/reparse").exchange().expectStatus().isEqualTo(409));

        assertThat(refused.path("code").asString()).isEqualTo("synchronisation_under_way");
        assertThat(count("select count(*) from import_jobs where facility_id = :id and state = 'waiting'"))
                .isEqualTo(1);
        run("update import_jobs set error_code = 'provider_unavailable' where facility_id = :id");
        run("update facility_syncs set last_sync = null where facility_id = :id");

        run("""
                insert into provider_health (provider_id, state, failures, failing_since, closed_until)
                select 'plain', 'down', 9, now(), now() + interval '1 hour' where cast(:id as uuid) is not null
                on conflict (provider_id) do update
                   set state = 'down', failures = 9, failing_since = now(), closed_until = now() + interval '1 hour'""");
        try {
            admin().post().uri("/imports/" + job(1) + "/reparse").exchange().expectStatus().isAccepted();
            await(() -> count("select count(*) from import_jobs where facility_id = :id and state = 'done'") == 1);
            await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);
            var told = (IntervalDataImported) events(EventKind.INTERVAL_DATA_IMPORTED).getLast().data();
            assertThat(told.authorizationId()).as("no synchronisation").isNull();
            assertThat(told.lastSync()).as("never was one").isEqualTo(told.end());
            assertThat(count("select count(*) from import_jobs where facility_id = :id and state = 'waiting'"))
                    .as("what the outage holds up").isEqualTo(1);
            assertThat(count("""
                    select count(*) from provider_health where provider_id = 'plain' and closed_until > now()
                       and state = 'down' and cast(:id as uuid) is not null""")).as("still to be probed").isEqualTo(1);
        } finally {
            run("delete from provider_health where provider_id = 'plain' and cast(:id as uuid) is not null");
        }
    }

    private void run(String sql) {
        database.sql(sql).bind("id", facility).then().block();
    }

    @Test
    void keepsTheSameContentOnceAndSealed() throws Exception {
        imported(1, simple());
        imported(2, simple());

        assertThat(count(PAYLOADS)).isEqualTo(1);
        assertThat(count(DOCUMENTS)).isEqualTo(2);
        try (Stream<Path> files = Files.walk(neighbours.archiveDirectory().resolve("payloads"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Interval");
            }
        }
    }

    @Test
    void erasesWhatWasReceivedForAFacility() throws Exception {
        imported(1, simple());

        erase(admin(), facility, "{}").expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.code").isEqualTo("confirmation_required")
                .jsonPath("$.warning").isNotEmpty();
        assertThat(count(PAYLOADS)).isEqualTo(1);
        erase(admin(), facility, CONFIRMED).expectStatus().isOk().expectBody().json("{\"erased\":1}");
        await(() -> audited("raw_payloads_erased").size() == 1);

        assertThat(count(PAYLOADS) + count(DOCUMENTS)).isZero();
        admin().post().uri("/imports/" + job(1) + "/reparse").exchange().expectStatus().isNotFound();
    }

    @Test
    void aBatchThatCannotBeKeptKeepsNoOtherWaiting() throws Exception {
        Path half = Files.createDirectories(neighbours.archiveDirectory().resolve("inbox").resolve(FIRST));
        try {
            imported(1, simple());
        } finally {
            Files.delete(half);
        }
    }

    @Test
    void removesPayloadsWithoutRowsAndReceiptsWhoseTimeIsOver() throws Exception {
        imported(1, simple());
        UUID orphan = UUID.randomUUID();
        store.write(orphan).close();
        forgetting.clean(Duration.ofDays(1), Duration.ofDays(1)).block(PATIENCE);
        assertThat(store.size(orphan)).isZero();

        forgetting.clean(Duration.ofDays(1), Duration.ofSeconds(-10)).block(PATIENCE);
        database.sql("update raw_documents set received_at = received_at - interval '500 days' where job_id = :id")
                .bind("id", job(1))
                .then()
                .block();
        forgetting.sweep().block(PATIENCE);

        assertThatThrownBy(() -> store.size(orphan)).isInstanceOf(NoSuchFileException.class);
        assertThat(count(PAYLOADS)).as("it may have come again").isEqualTo(1);
        UUID kept = Objects.requireNonNull(database.sql("select id from raw_payloads where facility_id = :id")
                .bind("id", facility)
                .map(row -> row.get("id", UUID.class))
                .one()
                .block());
        assertThat(store.size(kept)).isPositive();
        assertThat(count(DOCUMENTS)).isZero();

        run("update raw_payloads set expires_at = now() - interval '1 day' where facility_id = :id");
        forgetting.sweep().block(PATIENCE);

        assertThatThrownBy(() -> store.size(kept)).isInstanceOf(NoSuchFileException.class);
        assertThat(count(PAYLOADS)).isZero();
        await(() -> audited("raw_payloads_dropped").size() == 1);
        var told = (AuditRecord) audited("raw_payloads_dropped").getFirst().data();
        assertThat(told.userId()).isEqualTo("system:ingestion-service");
        assertThat(told.details()).isEqualTo(Map.of("documents", 1));
    }

    @Test
    void quarantinesWhatWasLeftOutBecauseNothingTellsWhatItMeans() throws Exception {
        imported(1, FeedFixture.feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 1, 2, 333)
                .block("1", "another", "c", START, 900, 5)
                .xml().replace("<value>333</value>", "<value>Olivia</value>"));

        JsonNode items = quarantine();
        assertThat(items).allSatisfy(item -> {
            assertThat(item.path("job_id").asString()).isEqualTo(job(1).toString());
            assertThat(item.path("documents").asLong()).isEqualTo(1);
            assertThat(item.path("amount").asLong()).isEqualTo(1);
            assertThat(item.path("places")).singleElement().satisfies(
                    place -> assertThat(place.path("document").asString()).contains(path));
        });
        assertThat(items).extracting(item -> item.path("reason").asString() + ": "
                + item.path("places").get(0).path("where").asString().replaceAll(" of .*/MeterReading", " of "))
                .containsExactlyInAnyOrder("untied_block: line 3, IntervalBlock of /another/IntervalBlock/c",
                        "unreadable_value: line 3, IntervalBlock of /m/IntervalBlock/b, reading 3, value");
        assertThat(items.toString()).doesNotContain("Olivia");

        run("update quarantined_items set places = '[]' where facility_id = :id");
        admin().post().uri("/imports/" + job(1) + "/reparse").exchange().expectStatus().isAccepted();
        await(() -> count("select count(*) from import_jobs where facility_id = :id and state = 'done'") == 2);
        assertThat(quarantine()).as("what is found again is no further item").isEqualTo(items);
    }

    @Test
    void readAgainWhatIsDoubtfulStaysSoAndWhatIsUnderstoodNowIsForgotten() throws Exception {
        imported(1, simple().replace("</feed>", FeedFixture.simple(1, START, 900, 11).xml()
                .replaceFirst("(?s)^.*?(?=<entry>)", "")));
        run("""
                insert into quarantined_items (id, job_id, facility_id, provider_id, reason, detail, amount, found_at)
                select gen_random_uuid(), id, facility_id, provider_id, 'no_start', 'left out', 1, now()
                  from import_jobs where facility_id = :id""");
        assertThat(reasons()).containsExactlyInAnyOrder("contradicted_reading", "no_start");

        admin().post().uri("/imports/" + job(1) + "/reparse").exchange().expectStatus().isAccepted();

        await(() -> count("select count(*) from import_jobs where facility_id = :id and state = 'done'") == 2);
        assertThat(reasons()).containsExactly("contradicted_reading");
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        quarantine().forEach(item -> reasons.add(item.path("reason").asString()));
        return reasons;
    }

    @Test
    void quarantinesAFeedThatIsRefusedWithTheElementAtFaultBesideItsDocument() throws Exception {
        answers("<feed xmlns='http://www.w3.org/2005/Atom'>\n<entry></feed>");
        authorized("plain");

        await(() -> !quarantine().isEmpty());
        JsonNode item = quarantine().get(0);

        assertThat(item.path("reason").asString()).isEqualTo("malformed_feed");
        assertThat(item.path("detail").asString()).contains("line 2");
        await(() -> quarantine().get(0).path("documents").asLong() == 1);
        awaitSync("failed");
    }

    @Test
    void isForAdministratorsAlone() {
        for (WebTestClient client : List.of(user(owner), user(operator), user("stranger"))) {
            client.get().uri("/quarantine").exchange().expectStatus().isForbidden();
            client.post().uri("/imports/" + facility + "/reparse").exchange().expectStatus().isForbidden();
        }
        nobody().get().uri("/quarantine").exchange().expectStatus().isUnauthorized();
        nobody().post().uri("/imports/" + facility + "/reparse").exchange().expectStatus().isUnauthorized();
        erase(user(owner), facility, CONFIRMED).expectStatus().isForbidden();
        erase(user("stranger"), facility, CONFIRMED).expectStatus().isNotFound();
        erase(nobody(), facility, CONFIRMED).expectStatus().isUnauthorized();
        admin().get().uri("/quarantine?limit=1").exchange().expectStatus().isOk();
        admin().post().uri("/imports/" + facility + "/reparse").exchange().expectStatus().isNotFound();
        erase(admin(), facility, CONFIRMED).expectStatus().isOk();
        erase(admin(), UUID.randomUUID(), CONFIRMED).expectStatus().isNotFound();
    }

    private static String simple() {
        return FeedFixture.simple(1, START, 900, 10, 20, 30).xml();
    }

    private static WebTestClient.ResponseSpec erase(WebTestClient client, UUID facility, String body) {
        return client.method(HttpMethod.DELETE)
                .uri("/facilities/" + facility + "/raw-payloads")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private void answers(String xml) {
        neighbours.stubs()
                .stubFor(get(urlPathEqualTo(path)).willReturn(
                        aResponse().withHeader("Content-Type", "application/atom+xml").withBody(xml)));
    }

    private void imported(int attempt, String xml) {
        answers(xml);
        authorized("plain", attempt);
        await(() -> count(DOCUMENTS) == attempt);
        awaitSync("done");
    }

    private UUID job(int attempt) {
        return Objects.requireNonNull(database
                .sql("select id from import_jobs where facility_id = :id and attempt_key = :key")
                .bind("id", facility)
                .bind("key", "authorized-" + attempt)
                .map(row -> row.get("id", UUID.class))
                .one()
                .block());
    }

    private JsonNode quarantine() {
        return json(call(admin(), "/quarantine?facility_id=" + facility).expectStatus().isOk()).path("items");
    }
}
