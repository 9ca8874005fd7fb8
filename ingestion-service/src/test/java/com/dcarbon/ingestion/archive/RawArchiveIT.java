// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.espi.FeedFixture;

import tools.jackson.databind.JsonNode;

/** What utilities sent is kept, sealed, and can be imported again; what was not understood is told. */
class RawArchiveIT extends IngestionTestBase {
    private static final long START = 1_767_254_400;
    private static final String VALUES = """
            select coalesce(sum(v), 0)::bigint from interval_blocks b join meters m on m.id = b.meter_id,
                   unnest(b.values) v where m.facility_id = :id""";
    private static final String PAYLOADS = "select count(*) from raw_payloads where facility_id = :id";
    private static final String DOCUMENTS = """
            select count(*) from raw_documents d join import_jobs j on j.id = d.job_id where j.facility_id = :id""";

    private final String path = "/r/" + UUID.randomUUID() + "/espi/1_1/resource/Batch/Subscription/7";

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
        assertThat(count("""
                select count(*) from meters where facility_id = :id and released_at is not null
                   and provider_id = 'later' and service_address = 'New Road 2'""")).isEqualTo(1);
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

        admin().delete().uri("/facilities/" + facility + "/raw-payloads").exchange().expectStatus().isOk()
                .expectBody()
                .json("{\"erased\":1}");

        assertThat(count(PAYLOADS) + count(DOCUMENTS)).isZero();
        admin().post().uri("/imports/" + job(1) + "/reparse").exchange().expectStatus().isNotFound();
    }

    @Test
    void quarantinesWhatWasLeftOutBecauseNothingTellsWhatItMeans() throws Exception {
        imported(1, FeedFixture.feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 1, 2)
                .block("1", "another", "c", START, 900, 5)
                .xml());

        JsonNode items = quarantine();
        assertThat(items).singleElement().satisfies(item -> {
            assertThat(item.path("reason").asString()).isEqualTo("untied_block");
            assertThat(item.path("job_id").asString()).isEqualTo(job(1).toString());
            assertThat(item.path("documents").asLong()).isEqualTo(1);
        });
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
            client.delete().uri("/facilities/" + facility + "/raw-payloads").exchange().expectStatus().isForbidden();
        }
        nobody().get().uri("/quarantine").exchange().expectStatus().isUnauthorized();
        nobody().post().uri("/imports/" + facility + "/reparse").exchange().expectStatus().isUnauthorized();
        nobody().delete().uri("/facilities/" + facility + "/raw-payloads").exchange().expectStatus().isUnauthorized();
        admin().get().uri("/quarantine?limit=1").exchange().expectStatus().isOk();
        admin().post().uri("/imports/" + facility + "/reparse").exchange().expectStatus().isNotFound();
        admin().delete().uri("/facilities/" + facility + "/raw-payloads").exchange().expectStatus().isOk();
    }

    private static String simple() {
        return FeedFixture.simple(1, START, 900, 10, 20, 30).xml();
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
