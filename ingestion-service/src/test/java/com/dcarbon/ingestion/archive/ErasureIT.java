// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.espi.FeedFixture;
import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What was received before an erasure is gone after it, also what was only about to be kept. */
class ErasureIT extends IngestionTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEPT = "select count(*) from raw_payloads where facility_id = :id";
    private static final String ERASED = "select count(*) from raw_erasures where facility_id = :id";
    private static final String WAITING = """
            select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
               and query like '%raw documents of%' and cast(:id as uuid) is not null""";

    private final String path = "/r/" + UUID.randomUUID() + "/espi/1_1/resource/Batch/Subscription/7";
    private final Path inbox = neighbours.archiveDirectory().resolve("inbox");

    @Autowired
    private TransactionalOperator transaction;

    @BeforeEach
    void authorizedUtility() {
        facilityExists();
        neighbours.handOut(authorization, "token-1", neighbours.stubs().baseUrl() + path, null);
        neighbours.stubs()
                .stubFor(get(urlPathEqualTo(path))
                        .willReturn(aResponse().withHeader("Content-Type", "application/atom+xml")
                                .withBody(FeedFixture.simple(1, 1_767_254_400, 900, 10, 20).xml())));
    }

    private void erase() {
        admin().mutate().responseTimeout(PATIENCE).build().method(HttpMethod.DELETE)
                .uri("/facilities/" + facility + "/raw-payloads")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"confirm\":true}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    /** What the keeper seals while nobody may add a document of the facility, and then all the same. */
    private void whileNothingCanBeAdded(Runnable meanwhile) {
        database.sql("select pg_advisory_xact_lock(hashtextextended('raw documents of ' || :id, 0))")
                .bind("id", facility.toString())
                .fetch()
                .all()
                .then(Mono.fromRunnable(meanwhile).subscribeOn(Schedulers.boundedElastic()))
                .as(transaction::transactional)
                .block(PATIENCE.multipliedBy(2));
    }

    private void nothingIsKept(long erasures) {
        await(() -> count(ERASED) == erasures && waiting().isEmpty());
        assertThat(count(KEPT)).isZero();
    }

    private List<Path> waiting() throws Exception {
        try (var batches = Files.list(inbox)) {
            return batches.filter(batch -> isOurs(batch)).toList();
        }
    }

    private boolean isOurs(Path batch) {
        try {
            return Files.readString(batch.resolve("documents.json")).contains(facility.toString());
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void takesWhatIsBeingSealedMeanwhile() {
        Mono<Void> erasing = Mono.<Void>fromRunnable(this::erase).subscribeOn(Schedulers.boundedElastic()).cache();

        whileNothingCanBeAdded(() -> {
            authorized("plain");
            await(() -> count(WAITING) == 1);
            erasing.subscribe();
            await(() -> count(WAITING) == 2);
        });
        erasing.block(PATIENCE);

        nothingIsKept(1);
    }

    @Test
    void takesWhatWaitsWithAnotherReplica() throws Exception {
        UUID batch = Ids.next();
        Path elsewhere = Files.createDirectories(neighbours.archiveDirectory().resolve(batch + ".elsewhere"));
        Files.writeString(elsewhere.resolve("0"), "<feed/>");
        Files.writeString(elsewhere.resolve("documents.json"),
                "{\"job_id\":\"%s\",\"facility_id\":\"%s\",\"names\":[\"a\"]}".formatted(facility, facility));
        erase();

        Files.createDirectories(inbox);
        Files.move(elsewhere, inbox.resolve(batch.toString()));

        nothingIsKept(1);
        authorized("plain");
        await(() -> count(KEPT) == 1);
    }
}
