// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

import tools.jackson.databind.JsonNode;

/** What tests have in common that tell UtilityAPI how to answer; everything of one test is named after its code. */
abstract class UtilityApiIT extends OddUtilityIT {
    static final String API = Surroundings.UTILITY_API;
    static final String METER = "{\"uid\":\"m1\",\"base\":{\"service_class\":\"res-electric\"}}";

    /** UtilityAPI's id of the authorization. */
    final String uid = "a-" + code;
    final String form = "f-" + code;
    final String referral = "r-" + code;

    // ---- UtilityAPI's answers

    void makesForms() {
        forms(okJson(formJson()));
    }

    String formJson() {
        return "{\"uid\":\"%s\",\"disabled\":false,\"url\":\"%s/authorize/acme?f=%s\"}".formatted(form,
                Surroundings.STUBS.baseUrl(), form);
    }

    static void forms(ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(post(urlEqualTo(API + "/forms")).willReturn(answer));
    }

    /** What UtilityAPI has for the referral. */
    void referred(String... authorizations) {
        referred(okJson("{\"authorizations\":[%s],\"next\":null}".formatted(String.join(",", authorizations))));
    }

    void referred(ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(get(urlPathEqualTo(API + "/authorizations"))
                .withQueryParam("referrals", equalTo(referral)).willReturn(answer));
    }

    /** What UtilityAPI answers for the authorization itself. */
    void stands(ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(get(urlEqualTo(API + "/authorizations/" + uid)).willReturn(answer));
    }

    String pending() {
        return authorization("pending", "", "");
    }

    String given() {
        return authorization("updated", "access_valid", METER);
    }

    String authorization(String status, String note, String meters) {
        String notes = note.isEmpty()
                ? ""
                : "{\"type\":\"%s\",\"ts\":\"2026-07-01T09:04:00.000000+00:00\"}".formatted(note);
        return """
                {"uid":"%s","form_uid":"%s","status":"%s","is_declined":false,"is_expired":false,"is_revoked":false,
                 "status_ts":"2199-07-01T09:05:02.823324+00:00","expires":"2199-07-01T09:03:11.653422+00:00",
                 "notes":[%s],"meters":{"meters":[%s],"next":null}}"""
                .formatted(uid, form, status, notes, meters);
    }

    static String flagged(String authorization, String flag) {
        return authorization.replace("\"" + flag + "\":false", "\"" + flag + "\":true");
    }

    // ---- the flow

    Started startForm(UUID facility) {
        makesForms();
        return started(postForm(owner(), facility, null));
    }

    WebTestClient.ResponseSpec postForm(String token, UUID facility, @Nullable String key) {
        return http.post().uri("/utility-api/start").headers(headers -> {
            headers.setBearerAuth(token);
            if (key != null) {
                headers.set("Idempotency-Key", key);
            }
        }).contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"facility_id\":\"%s\",\"provider_id\":\"other\"}".formatted(facility)).exchange();
    }

    Returned comeBackWith(String query, @Nullable Started holder) {
        return comeBack(URI.create(Surroundings.PUBLIC_URL + "/utility-api/callback?" + query), holder);
    }

    Returned referredBack(Started started) {
        return comeBackWith("referral=" + referral + "&state=" + started.state(), started);
    }

    /** A session that waits for UtilityAPI. */
    Started waiting(UUID facility) {
        referred(pending());
        Started started = startForm(facility);
        assertThat(referredBack(started).status()).isEqualTo("pending");
        awaitAsked(started);
        return started;
    }

    void awaitAsked(Started started) {
        await().atMost(PATIENCE).until(() -> !rows(
                "select 1 from awaited_consents where attempts > 0 and lease_id is null and session_id = '%s'"
                        .formatted(started.sessionId()))
                .isEmpty());
    }

    void askNow(Started started) {
        execute("update awaited_consents set next_attempt = now() where session_id = '%s'"
                .formatted(started.sessionId()));
    }

    UUID authorizedHere() {
        return authorizedHere(facilityOf("owner", OWNER_OPERATOR));
    }

    UUID authorizedHere(UUID facility) {
        referred(given());
        Started started = startForm(facility);
        referredBack(started);
        awaitStatus(started, "authorized");
        return authorizationOf(facility);
    }

    JsonNode awaitStatus(Started started, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statusOf(started).path("status").asString())
                .isEqualTo(status));
        return statusOf(started);
    }

    JsonNode statusOf(Started started) {
        return json(read("/utility-api/status?sessionId=" + started.sessionId(), owner()));
    }

    // ---- webhooks

    /** An event of this test about its authorization. */
    String event(String uidOfEvent, String type) {
        return """
                {"uid":"%s-%s","type":"%s","ts":"2026-07-01T09:40:00.347321+00:00","delivery_method":"webhook",
                 "is_delivered":false,"authorization_uid":"%s","meter_uid":"m1"}"""
                .formatted(code, uidOfEvent, type, uid);
    }

    static String events(String... events) {
        return "{\"events\":[%s],\"next\":\"null\"}".formatted(String.join(",", events));
    }

    WebTestClient.ResponseSpec deliver(String... events) {
        String body = events(events);
        return deliver(body, "salt", signature("salt", body));
    }

    WebTestClient.ResponseSpec deliver(String body, @Nullable String salt, @Nullable String signature) {
        return http.post().uri("/utility-api/events").contentType(MediaType.APPLICATION_JSON)
                .header("X-Forwarded-For", "203.0.113.9")
                .headers(headers -> {
                    if (salt != null) {
                        headers.set("X-UtilityAPI-Webhook-Salt", salt);
                    }
                    if (signature != null) {
                        headers.set("X-UtilityAPI-Webhook-Signature", signature);
                    }
                }).bodyValue(body).exchange();
    }

    static String signature(String salt, String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(
                    (Surroundings.WEBHOOK_SECRET + "." + salt + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
