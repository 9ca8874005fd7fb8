// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.espi.FeedFixture;

import tools.jackson.databind.JsonNode;

/** A person says what a meter measures. */
class MeterRoleIT extends IngestionTestBase {
    private static final long START = 1_767_254_400;
    private static final String PERIOD = "&start=2026-01-01&end=2026-01-02";

    private String meter = "";

    @BeforeEach
    void aMeterThatReceives() throws Exception {
        facilityExists(OwnerRole.OWNER, OperatorStatus.ACCEPTED, 1);
        neighbours.feedOf("customer-" + facility, FeedFixture.simple(19, START, 900, 5, 6).xml());
        neighbours.authorize(authorization, "sdge", "customer-" + facility);
        authorized("sdge");
        awaitSync("done");
        meter = meters().get(0).path("id").asString();
    }

    private String etag() {
        return Objects.requireNonNull(
                call(user(owner), "/meters/" + meter).expectBody().returnResult().getResponseHeaders().getETag());
    }

    private ResponseSpec patch(WebTestClient client, String etag, String role) {
        return client.patch().uri("/meters/{id}", meter)
                .headers(headers -> {
                    if (!etag.isEmpty()) {
                        headers.set(HttpHeaders.IF_MATCH, etag);
                    }
                })
                .bodyValue(Map.of("role", role))
                .exchange();
    }

    private String direction() {
        return intervals(meters().get(0), PERIOD).path("items").get(0).path("direction").asString();
    }

    @Test
    void whatAMeterReceivesIsGeneratedWhileAPersonSaysSo() {
        assertThat(direction()).isEqualTo("received");

        patch(user(operator), etag(), "generation").expectStatus().isOk().expectBody().jsonPath("$.role")
                .isEqualTo("generation")
                .jsonPath("$.role_set_by_person").isEqualTo(true);

        assertThat(direction()).isEqualTo("generated");
        JsonNode item = meters().get(0);
        assertThat(intervals(item, PERIOD + "&direction=generated").path("items")).hasSize(2);
        assertThat(intervals(item, PERIOD + "&direction=received").path("items")).isEmpty();
        assertThat(intervals(item, PERIOD + "&direction=generated&resolution=day").path("items")).hasSize(1);
        patch(user(operator), etag(), "net").expectStatus().isOk();
        assertThat(direction()).isEqualTo("received");
        assertThat(intervals(item, PERIOD + "&direction=generated").path("items")).isEmpty();
        await(() -> audited("meter_role_changed").size() == 2);
        var record = (AuditRecord) Objects.requireNonNull(audited("meter_role_changed").getFirst().data());
        assertThat(record.userId()).isEqualTo(operator);
        assertThat(record.ipAddress()).isNotNull();
        assertThat(record.details()).containsEntry("before", "net").containsEntry("after", "generation");
    }

    @Test
    void aSynchronisationChangesNeitherTheRoleNorTheTag() {
        patch(admin(), etag(), "consumption").expectStatus().isOk();
        String before = etag();

        user(operator).post().uri("/facilities/{id}/sync", facility).exchange().expectStatus().isAccepted();
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);

        assertThat(meters().get(0).path("role").asString()).isEqualTo("consumption");
        assertThat(etag()).isEqualTo(before).isEqualTo(meters().get(0).path("etag").asString());
    }

    @Test
    void anEditNamesTheVersionItStartsFrom() {
        String etag = etag();

        patch(admin(), "", "generation").expectStatus().isEqualTo(428);
        patch(admin(), "\"77\"", "generation").expectStatus().isEqualTo(412);
        patch(admin(), etag, "solar").expectStatus().isBadRequest().expectBody().jsonPath("$.errors[0].field")
                .isEqualTo("role");
        patch(admin(), etag, "generation").expectStatus().isOk().expectHeader().valueMatches("ETag", "\"\\d+\"");
        patch(admin(), etag, "net").expectStatus().isEqualTo(412);
    }

    @Test
    void onlyWhoMayAuthorizeAndAdminsSayIt() {
        String etag = etag();

        patch(user(owner), etag, "net").expectStatus().isForbidden();
        patch(user("stranger"), etag, "net").expectStatus().isNotFound();
        patch(nobody(), etag, "net").expectStatus().isUnauthorized();
        patch(user(operator), etag, "net").expectStatus().isOk();
        patch(admin(), etag(), "net").expectStatus().isOk();
    }
}
