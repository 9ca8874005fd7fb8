// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;

import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.espi.FeedFixture;

/** A utility whose answers are kept. */
abstract class ArchiveTestBase extends IngestionTestBase {
    static final long START = 1_767_254_400;
    static final String DOCUMENTS = """
            select count(*) from raw_documents d join import_jobs j on j.id = d.job_id where j.facility_id = :id""";

    final String path = "/r/" + UUID.randomUUID() + "/espi/1_1/resource/Batch/Subscription/7";

    @BeforeEach
    void authorizedUtility() {
        facilityExists();
        neighbours.handOut(authorization, "token-1", neighbours.stubs().baseUrl() + path, null);
    }

    static String simple() {
        return FeedFixture.simple(1, START, 900, 10, 20, 30).xml();
    }

    void answers(String xml) {
        neighbours.stubs()
                .stubFor(get(urlPathEqualTo(path)).willReturn(
                        aResponse().withHeader("Content-Type", "application/atom+xml").withBody(xml)));
    }

    void imported(int attempt, String xml) {
        answers(xml);
        authorized("plain", attempt);
        await(() -> count(DOCUMENTS) == attempt);
        awaitSync("done");
    }

    UUID job(int attempt) {
        return Objects.requireNonNull(database
                .sql("select id from import_jobs where facility_id = :id and attempt_key = :key")
                .bind("id", facility)
                .bind("key", "authorized-" + attempt)
                .map(row -> row.get("id", UUID.class))
                .one()
                .block());
    }

    void run(String sql) {
        database.sql(sql).bind("id", facility).then().block();
    }
}
