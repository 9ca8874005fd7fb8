// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.intervals.IntervalDataImported;

import tools.jackson.databind.JsonNode;

/** What utilities sent is kept, sealed, and can be imported again. */
class RawArchiveIT extends ArchiveTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CONFIRMED = "{\"confirm\":true}";
    private static final String FIRST = "00000000-0000-7000-8000-000000000000";
    private static final String VALUES = """
            select coalesce(sum(v), 0)::bigint from interval_blocks b join meters m on m.id = b.meter_id,
                   unnest(b.values) v where m.facility_id = :id""";
    private static final String PAYLOADS = "select count(*) from raw_payloads where facility_id = :id";

    @Autowired
    private ForgettingDocuments forgetting;
    @Autowired
    private PayloadStore store;

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

    private static WebTestClient.ResponseSpec erase(WebTestClient client, UUID facility, String body) {
        return client.method(HttpMethod.DELETE)
                .uri("/facilities/" + facility + "/raw-payloads")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
