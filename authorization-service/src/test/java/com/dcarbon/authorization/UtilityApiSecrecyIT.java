// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import com.dcarbon.events.Topic;

/** No form's address, referral, state, token of ours or webhook's secret leaves the service or lies open in it. */
@ExtendWith(OutputCaptureExtension.class)
class UtilityApiSecrecyIT extends UtilityApiIT {

    @Test
    void keepsEverySecretToItself(CapturedOutput output) {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        forms(okJson(formJson().replace("?f=" + form, "?f=canary-page")));
        Surroundings.STUBS.stubFor(get(urlPathEqualTo(API + "/authorizations"))
                .withQueryParam("referrals", equalTo("canary-referral"))
                .willReturn(aResponse().withStatus(500).withBody("canary-body")));
        Started started = started(postForm(owner(), facility, "key-" + facility));
        comeBackWith("referral=canary-referral&state=" + started.state(), started);
        awaitAsked(started);
        deliver("{\"events\":[{\"uid\":\"1\",\"type\":\"canary-type\"}]}", "canary-salt", "canary-signature")
                .expectStatus().isUnauthorized();
        Surroundings.STUBS.stubFor(get(urlPathEqualTo(API + "/authorizations"))
                .withQueryParam("referrals", equalTo("canary-referral"))
                .willReturn(okJson("{\"authorizations\":[%s]}".formatted(given().replace("\"ts\"",
                        "\"msg\":\"canary-message\",\"ts\"")))));
        String waiting = database();
        askNow(started);
        awaitStatus(started, "authorized");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                rows("select 1 from outbox where published_at is null")).isEmpty());

        String everywhere = output.getAll() + waiting + database() + topics();
        assertThat(everywhere).contains(started.sessionId().toString(), "an authorization session ended");
        for (String secret : List.of("canary", started.state(), started.cookieValue(), "local-utility-api-token",
                Surroundings.WEBHOOK_SECRET)) {
            assertThat(everywhere.contains(secret)).as(secret).isFalse();
        }
    }

    private String database() {
        return rows("""
                select t::text as t from sessions t union all select t::text from awaited_consents t
                union all select t::text from authorizations t union all select t::text from authorization_steps t
                union all select t::text from provider_events t union all select t::text from provider_paces t
                union all select t::text from outbox t union all select t::text from idempotency_keys t""").toString();
    }

    private String topics() {
        var all = new StringBuilder();
        for (Topic topic : Topic.values()) {
            kafka.records(topic.topicName()).forEach(message -> all
                    .append(new String(message.value(), StandardCharsets.UTF_8)).append(message.headers()));
        }
        return all.toString();
    }
}
