// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.facility;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.espi.FeedFixture;
import com.dcarbon.platform.ids.Ids;

/** Every call times everybody. */
class AccessIT extends IngestionTestBase {
    private static final long START = 1_767_254_400;

    private List<String> calls = List.of();
    private String meter = "";

    @BeforeEach
    void aFacilityWithData() throws Exception {
        facilityExists(OwnerRole.OWNER, OperatorStatus.ACCEPTED, 1);
        neighbours.feedOf("customer-" + facility, FeedFixture.simple(1, START, 900, 5, 6).xml());
        neighbours.authorize(authorization, "sdge", "customer-" + facility);
        authorized("sdge");
        awaitSync("done");
        meter = meters().get(0).path("id").asString();
        calls = List.of("/meters?facility_id=" + facility, "/meters?authorization=" + authorization,
                "/intervals/summary?authorization=" + authorization, "/intervals?meter_id=" + meter,
                "/meters/" + meter + "/completeness",
                "/intervals/export?format=csv&meter_id=" + meter, "/intervals/export?format=xlsx&meter_id=" + meter,
                "/facilities/" + facility + "/sync");
    }

    private void expect(WebTestClient client, int status) {
        for (String call : calls) {
            call(client, call).expectStatus().isEqualTo(status);
        }
    }

    @Test
    void ownerOperatorAndAdminsSeeTheData() {
        expect(user(owner), 200);
        expect(user(operator), 200);
        expect(admin(), 200);
    }

    @Test
    void toStrangersItDoesNotExist() {
        expect(user("stranger"), 404);
    }

    @Test
    void withoutTokenNothingIsTold() {
        expect(nobody(), 401);
    }

    @Test
    void anOperatorWhoIsNotConfirmedOrIsWithdrawnSeesNothing() {
        facilityExists(OwnerRole.OWNER, OperatorStatus.UNCONFIRMED, 2);
        expect(user(operator), 404);
        facilityExists(OwnerRole.OWNER, null, 3);
        expect(user(operator), 404);
    }

    @Test
    void anOlderStateOfTheFacilityChangesNothing() {
        facilityExists(OwnerRole.OWNER, null, 5);
        facilityExists(OwnerRole.OWNER, OperatorStatus.ACCEPTED, 4);
        facilityExists(OwnerRole.OWNER, null, 5);

        expect(user(operator), 404);
    }

    @Test
    void onlyWhoMayAuthorizeMayStartASynchronisation() {
        String call = "/facilities/" + facility + "/sync";

        user(owner).post().uri(call).exchange().expectStatus().isForbidden();
        user("stranger").post().uri(call).exchange().expectStatus().isNotFound();
        nobody().post().uri(call).exchange().expectStatus().isUnauthorized();
        user(operator).post().uri(call).exchange().expectStatus().isAccepted();
        admin().post().uri(call).exchange().expectStatus().isAccepted();
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        UUID unknown = Ids.next();
        neighbours.stubs().stubFor(get(urlEqualTo("/facilities/" + unknown)).willReturn(aResponse().withStatus(404)));

        call(user(owner), "/meters?facility_id=" + unknown).expectStatus().isNotFound();
        call(user(owner), "/meters?authorization=" + unknown).expectStatus().isNotFound();
        call(admin(), "/intervals/summary?authorization=" + unknown).expectStatus().isNotFound();
        call(admin(), "/intervals/summary").expectStatus().isBadRequest();
        call(admin(), "/intervals?meter_id=" + unknown).expectStatus().isNotFound();
        call(admin(), "/intervals/export?format=csv&meter_id=" + unknown).expectStatus().isNotFound();
        call(user(owner), "/facilities/" + unknown + "/sync").expectStatus().isNotFound();
    }

    @Test
    void asksTheFacilityServiceWhereNoEventHasCome() {
        UUID fresh = Ids.next();
        neighbours.stubs()
                .stubFor(get(urlEqualTo("/facilities/" + fresh)).willReturn(okJson(
                        "{\"owner_role\":\"owner_operator\",\"permissions\":[\"authorize\",\"view_data\"],\"x\":1}")));

        assertThat(json(call(user(owner), "/facilities/" + fresh + "/sync").expectStatus().isOk()).path("state")
                .asString())
                .isEqualTo("never");
        user(owner).post().uri("/facilities/" + fresh + "/sync").exchange().expectStatus().isEqualTo(409);
    }

    @Test
    void saysSoWhereTheFacilityServiceDoesNotAnswer() {
        UUID fresh = Ids.next();
        neighbours.stubs().stubFor(get(urlEqualTo("/facilities/" + fresh)).willReturn(aResponse().withStatus(503)));

        call(user(owner), "/facilities/" + fresh + "/sync").expectStatus().isEqualTo(503);
    }

    @Test
    void recordsWhoReadIntervalsOncePerQuarterHour() {
        call(user(operator), "/intervals?meter_id=" + meter).expectStatus().isOk();
        call(user(operator), "/intervals?meter_id=" + meter).expectStatus().isOk();
        call(user("stranger"), "/intervals?meter_id=" + meter).expectStatus().isNotFound();
        call(admin(), "/intervals?meter_id=" + meter).expectStatus().isOk();

        await(() -> audited("interval_data_accessed").size() >= 2);
        assertThat(audited("interval_data_accessed")).hasSizeLessThanOrEqualTo(4);
    }
}
