// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import com.dcarbon.authorization.keyset.TokenKeys;
import com.dcarbon.authorization.token.rules.Fingerprint;
import com.dcarbon.events.Topic;
import com.dcarbon.platform.work.BackgroundLoop;

/** No code, state, token or secret leaves the service by any door: canaries are let in, and looked for everywhere. */
@ExtendWith(OutputCaptureExtension.class)
class SecrecyIT extends AuthorizationServiceIT {
    private static final String DATA = Surroundings.STUBS.baseUrl() + "/odd/espi/1_1/resource";

    private final List<String> told = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>(List.of("canary", "local-odd-secret"));

    @Autowired
    private TokenKeys keys;
    @Autowired
    @Qualifier("reencryption")
    private BackgroundLoop reencryption;

    @Test
    void keepsEverySecretToItself(CapturedOutput output) throws IOException {
        List<UUID> facilities = List.of(
                attempt(200, """
                        {"access_token":"canary-access","token_type":"Bearer","refresh_token":"canary-refresh",
                         "scope":"FB=4","resourceURI":"%s/Batch/Subscription/5"}""".formatted(DATA)),
                attempt(200, "<html>canary-access</html>"),
                attempt(200, "{\"access_token\":\"canary-access\",\"resourceURI\":\"https://canary.example/canary\"}"),
                attempt(200, "{\"access_token\":\"canary-access\",\"token_type\":\"canary\"}"),
                attempt(400, "{\"error\":\"invalid_grant\",\"error_description\":\"canary\"}"),
                attempt(400, "{\"error\":\"canary\",\"error_description\":\"canary\"}"),
                attempt(401, "{\"error\":\"invalid_client\",\"error_description\":\"canary\"}"),
                attempt(500, "canary"));
        refresh(authorizationOf(facilities.getFirst()));
        UUID cancelled = cancelled();
        rotate();
        changeKey();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                rows("select 1 from outbox where published_at is null")).isEmpty());
        String log = output.getAll();
        String database = dump();
        assertThat(log).contains("an authorization session ended");
        assertThat(database).contains(cancelled.toString());
        for (String secret : secrets) {
            assertThat(log).doesNotContainIgnoringCase(secret);
            assertThat(database).doesNotContainIgnoringCase(secret);
            assertThat(told).noneMatch(text -> text.contains(secret));
        }
        for (Topic topic : Topic.values()) {
            assertThat(kafka.records(topic.topicName())).extracting(
                    message -> new String(message.value(), StandardCharsets.UTF_8) + message.headers())
                    .noneMatch(text -> secrets.stream().anyMatch(text::contains));
        }
    }

    private UUID attempt(int status, String body) {
        String code = "canary-code-" + UUID.randomUUID();
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token")).withFormParam("code", equalTo(code))
                .willReturn(aResponse().withStatus(status).withBody(body)));
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = remembered(started(postStart(owner(), facility, "odd", "key-" + facility)));
        told.add(comeBack("odd", "code=" + code + "&state=" + started.state(), started).toString());
        told.add(comeBack("odd", "code=" + code + "&state=" + started.state(), null).toString());
        told.add(status("owner", started.sessionId()).toString());
        told.add(json(read("/authorizations/" + authorizationOf(facility), admin().value())).toString());
        return facility;
    }

    /** Its tokens are canaries before and after. */
    private void rotate() {
        endPausesOfProviders();
        UUID authorization = authorizationOf(attempt(200, """
                {"access_token":"canary-rotated-access","token_type":"Bearer","refresh_token":"canary-rotated-refresh",
                 "scope":"FB=4","resourceURI":"%s/Batch/Subscription/5"}""".formatted(DATA)));
        Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token"))
                .withFormParam("refresh_token", equalTo("canary-rotated-refresh")).willReturn(aResponse()
                        .withBody("{\"access_token\":\"canary-next\",\"refresh_token\":\"canary-next-refresh\"}")));
        execute("update authorization_tokens set rotate_at = now() where authorization_id = '%s'"
                .formatted(authorization));
        await().atMost(PATIENCE).until(() -> !rows("select 1 from authorization_steps where step = 'token_rotated' "
                + "and authorization_id = '%s'".formatted(authorization)).isEmpty());
    }

    private void changeKey() throws IOException {
        Path keyset = Surroundings.FOLDER.resolve("keyset.json");
        Files.writeString(keyset, TestKeyset.withNewPrimary(Files.readString(keyset)));
        keys.look();
        reencryption.wake();
        await().atMost(PATIENCE)
                .until(() -> rows("select 1 from authorization_tokens where key_id is distinct from '%s'"
                        .formatted(keys.ring().primaryId())).isEmpty());
    }

    /** Every row of every table, as text. */
    private String dump() {
        var dump = new StringBuilder();
        for (var table : rows(
                """
                        select format('select %s as line from %I t', string_agg(case when data_type = 'bytea'
                                   then format('coalesce(encode(%I, ''escape''), '''')', column_name)
                                   else format('coalesce(%I::text, '''')', column_name) end, ' || ''|'' || '), table_name) as query
                        from information_schema.columns where table_schema = 'public' group by table_name""")) {
            rows(String.valueOf(table.get("query"))).forEach(row -> dump.append(row).append('\n'));
        }
        return dump.toString();
    }

    private UUID cancelled() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = remembered(start("owner", facility, "odd"));
        told.add(comeBack("odd", "error=canary&error_description=canary&state=" + started.state(), started)
                .toString());
        told.add(status("owner", started.sessionId()).toString());
        return facility;
    }

    /** Refused, garbled, and with a grant that has ended. */
    private void refresh(UUID authorization) {
        for (var answer : List.of(aResponse().withStatus(401).withBody("canary"),
                aResponse().withStatus(200).withBody("canary"),
                aResponse().withStatus(400)
                        .withBody("{\"error\":\"invalid_grant\",\"error_description\":\"canary\"}"))) {
            Surroundings.STUBS.stubFor(post(urlEqualTo("/odd/oauth/token"))
                    .withFormParam("refresh_token", equalTo("canary-refresh")).willReturn(answer));
            execute("update authorization_tokens set leased_until = null, refresh_not_before = null where authorization_id = '%s'"
                    .formatted(authorization));
            told.add(String.valueOf(internal.post()
                    .uri("/internal/authorizations/%s/access-token".formatted(authorization))
                    .headers(headers -> headers.setBearerAuth(
                            identity.service("ingestion-service", "dcarbon.internal").value()))
                    .header("Content-Type", "application/json")
                    .bodyValue("{\"refused\":\"" + Fingerprint.of("canary-access") + "\"}")
                    .exchange().expectBody(String.class).returnResult().getResponseBody()));
        }
        assertThat(told.getLast()).contains("authorization_not_active");
    }

    private Started remembered(Started started) {
        secrets.add(started.state());
        secrets.add(started.cookieValue());
        return started;
    }
}
