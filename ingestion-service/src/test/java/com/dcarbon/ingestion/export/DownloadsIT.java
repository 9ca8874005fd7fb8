// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.ingestion.interval.StoredMeterTestBase;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

import tools.jackson.databind.JsonNode;

/** Links that a browser follows. */
class DownloadsIT extends StoredMeterTestBase {
    private static final long START = 1_767_254_400;

    @BeforeEach
    void aReading() {
        facilityExists(OwnerRole.OWNER, OperatorStatus.ACCEPTED, 1);
        meterStored(PACIFIC);
        store(Direction.DELIVERED, PACIFIC, List.of(new Reading(START, 900, 5, 0, 0, 0)));
    }

    private String export() {
        return "/intervals/export?format=csv&meter_id=" + meter + "&start=2026-01-01T00:00:00-08:00&end=2026-01-02";
    }

    private static ResponseSpec ask(WebTestClient client, String path) {
        return client.post()
                .uri("/downloads")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "api.example")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"path\":\"" + path + "\"}")
                .exchange();
    }

    private String link(WebTestClient client) {
        JsonNode offer = json(ask(client, export()).expectStatus().isCreated());
        assertThat(Instant.parse(offer.path("expires_at").asString())).isBetween(
                Instant.now().plus(Duration.ofSeconds(30)), Instant.now().plus(Duration.ofSeconds(61)));
        return offer.path("url").asString().replace("https://api.example/", "/");
    }

    @Test
    void opensTheFileOnceWithoutAToken() {
        String link = link(user(operator));

        assertThat(link).startsWith("/downloads/intervals?key=").doesNotContain("eyJ");
        byte[] file = call(nobody(), link).expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=.*\\.csv.*")
                .expectHeader()
                .valueMatches(HttpHeaders.CACHE_CONTROL, ".*no-store.*")
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(new String(Objects.requireNonNull(file), StandardCharsets.UTF_8)).contains(
                "\r\n2026-01-01T08:00:00Z,2026-01-01T08:15:00Z,2026-01-01T00:00:00-08:00,delivered,5,valid,false\r\n");
        await(() -> !audited("data_exported").isEmpty());
        assertThat(audited("data_exported")).singleElement()
                .satisfies(event -> assertThat(((AuditRecord) event.data()).userId()).isEqualTo(operator));
        call(nobody(), link).expectStatus().isNotFound();
        call(user(operator), link).expectStatus().isNotFound();
    }

    @Test
    void doesWhatWasAskedForAndNothingElse() {
        call(nobody(), link(user(owner)) + "&format=xlsx&meter_id=1&resolution=month").expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv;charset=UTF-8");
    }

    @Test
    void opensAGenerationReportToo() {
        String report = "/facilities/" + facility + "/generation-report?month=2026-01&format=csv";
        JsonNode offer = json(ask(user(owner), report).expectStatus().isCreated());

        call(nobody(), offer.path("url").asString().replace("https://api.example/", "/")).expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv;charset=UTF-8");
    }

    @Test
    void isOfOnePerson() {
        call(user(owner), link(user(operator))).expectStatus().isNotFound();
        call(user(operator), link(user(operator))).expectStatus().isOk();
        call(nobody(), link(user("stranger"))).expectStatus().isNotFound();
        call(nobody(), link(admin())).expectStatus().isOk();
    }

    @Test
    void givesNoRightThatItsPersonHasLost() {
        String link = link(user(operator));
        facilityExists(OwnerRole.OWNER, null, 2);

        call(nobody(), link).expectStatus().isNotFound();
    }

    @Test
    void diesAfterAMinute() {
        String link = link(user(owner));
        database.sql("update download_links set expires_at = :now").bind("now", Instant.now()).then().block();

        call(nobody(), link).expectStatus().isNotFound();
    }

    @Test
    void aLinkThatNobodyMadeIsNotFound() {
        String link = link(user(owner));

        call(nobody(), link.substring(0, link.length() - 3) + "AAA").expectStatus().isNotFound();
        call(nobody(), "/downloads/intervals?key=x").expectStatus().isNotFound();
        call(nobody(), "/downloads/intervals").expectStatus().isNotFound();
        call(nobody(), link).expectStatus().isOk();
    }

    @Test
    void whoReadsTheTableLearnsNothing() {
        String link = link(user(owner));

        List<byte[]> kept = Objects.requireNonNull(database.sql("select id || sealed as kept from download_links")
                .map(row -> Objects.requireNonNull(row.get("kept", byte[].class)))
                .all()
                .collectList()
                .block());
        assertThat(kept).isNotEmpty().allSatisfy(bytes -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain("eyJ", "meter_id", link.substring(link.indexOf('=') + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/intervals?meter_id=1", "/intervals/export/../../internal", "//evil/intervals/export",
            "https://evil.example/intervals/export", "/authorizations/1/export", "/intervals/export?a b",
            "/intervals/export#x", "/intervals/%65xport/x"})
    void leadsToExportsOnly(String path) {
        JsonNode problem = json(ask(user(owner), path).expectStatus().isBadRequest());

        assertThat(problem.path("errors").get(0).path("field").asString()).isEqualTo("path");
    }

    @Test
    void needsSomebodyWhoAsks() {
        ask(nobody(), export()).expectStatus().isUnauthorized();
    }
}
