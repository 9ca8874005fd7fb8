// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.authorization.token.rules.Fingerprint;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthorizationTokenRotated;
import com.dcarbon.events.authorization.AuthorizationTokenRotated.Means;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** The platform's own token at a provider that gives one for all customers. */
class PlatformTokenIT extends OddUtilityIT {
    private static final String API = "/own/api/v2/authorizations/";
    private static final Path TOKEN = Surroundings.FOLDER.resolve("own.token");

    @Test
    void verifiesEveryAuthorizationWithANewTokenAndKeepsOnlyItsFingerprint() throws IOException {
        UUID authorization = authorizedAtOwn("authorization-" + code);
        String token = "canary-" + UUID.randomUUID();
        record("authorization-" + code, aResponse().withStatus(401));
        Surroundings.STUBS.stubFor(get(urlPathEqualTo(API + "authorization-" + code))
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(standing("authorization-" + code)));
        Files.writeString(TOKEN, token);

        await().atMost(PATIENCE).until(() -> steps(authorization).equals(List.of("token_rotated")));
        var rotated = (AuthorizationTokenRotated) kafka.awaitEvent(Topic.AUTHORIZATIONS,
                event -> event.data() instanceof AuthorizationTokenRotated each
                        && each.authorizationId().equals(authorization))
                .data();
        assertThat(rotated.means()).isEqualTo(Means.PLATFORM_TOKEN);
        assertThat(row("select version, auth_id from authorizations where id = '%s'".formatted(authorization)))
                .containsEntry("version", 3L).containsEntry("auth_id", "authorization-" + code);
        assertThat(rows("select fingerprint from platform_tokens where fingerprint = '%s'"
                .formatted(Fingerprint.of(Files.readString(TOKEN))))).hasSize(1);
        assertThat(rows("select t::text as t from platform_tokens t").toString()).doesNotContain("canary");
        assertThat(prometheus()).contains("dcarbon_authorization_platform_token_age_seconds{account=\"at-own\"");
    }

    @Test
    void tellsPeopleWhereTheNewTokenIsRefusedAndGoesOnTrying() throws IOException {
        UUID authorization = authorizedAtOwn("refused-" + code);
        record("refused-" + code, aResponse().withStatus(401));
        Files.writeString(TOKEN, "canary-" + UUID.randomUUID());

        for (int attempt = 1; attempt <= 3; attempt++) {
            int attempts = attempt;
            await().atMost(PATIENCE).until(() -> !rows(("select 1 from platform_verifications where attempts >= %d "
                    + "and lease_id is null and authorization_id = '%s'").formatted(attempts, authorization))
                    .isEmpty());
            execute("update platform_verifications set next_attempt = now() where authorization_id = '%s'"
                    .formatted(authorization));
        }
        await().atMost(PATIENCE).until(
                () -> steps(authorization).contains("token_rotation_failed rotation_refused"));
        assertAuthorized(authorization);
        record("refused-" + code, standing("refused-" + code));
        await().atMost(PATIENCE).until(() -> {
            // What is under way when the answer changes ends with another pause.
            execute("update platform_verifications set next_attempt = now() where lease_id is null and "
                    + "authorization_id = '%s'".formatted(authorization));
            return steps(authorization).getLast().equals("token_rotated");
        });
    }

    @Test
    void verifiesWithATokenThatWasPutBackOnceNobodyHasTheLaterOne() throws IOException {
        UUID authorization = authorizedAtOwn("back-" + code);
        String former = Files.readString(TOKEN);
        String later = "canary-" + UUID.randomUUID();
        record("back-" + code, standing("back-" + code));
        Surroundings.STUBS.stubFor(get(urlPathEqualTo(API + "back-" + code))
                .withHeader("Authorization", equalTo("Bearer " + later)).willReturn(aResponse().withStatus(401)));
        Files.writeString(TOKEN, later);
        // Not while it is being read: then the former token would be sent in the later one's place.
        await().atMost(PATIENCE).until(() -> !rows(("select 1 from platform_verifications where attempts > 0 "
                + "and lease_id is null and authorization_id = '%s'").formatted(authorization)).isEmpty());

        Files.writeString(TOKEN, former);
        await().atMost(PATIENCE).until(() -> {
            // Whoever still looks at the later one may note it once more.
            execute("update platform_tokens set last_seen = now() - interval '1 hour' where fingerprint = '%s'"
                    .formatted(Fingerprint.of(later)));
            return steps(authorization).equals(List.of("token_rotated"));
        });
        assertThat(rows("select 1 from platform_verifications where authorization_id = '%s'".formatted(authorization)))
                .isEmpty();
    }

    @Test
    void goesOnWithTheOtherAccountsWhereOneHasNoToken() throws IOException {
        UUID authorization = authorizedAtOwn("beside-" + code);
        record("beside-" + code, standing("beside-" + code));
        Path earlier = Surroundings.FOLDER.resolve("demo.token");
        String token = Files.readString(earlier);
        Files.delete(earlier);
        try {
            Files.writeString(TOKEN, "canary-" + UUID.randomUUID());
            await().atMost(PATIENCE).until(() -> steps(authorization).equals(List.of("token_rotated")));
        } finally {
            Files.writeString(earlier, token);
        }
    }

    private static ResponseDefinitionBuilder standing(String uid) {
        return okJson(
                "{\"uid\":\"%s\",\"status\":\"updated\",\"is_revoked\":false,\"is_expired\":false}".formatted(uid));
    }

    private static void record(String uid, ResponseDefinitionBuilder answer) {
        Surroundings.STUBS.stubFor(get(urlPathEqualTo(API + uid)).willReturn(answer));
    }

    private UUID authorizedAtOwn(String uid) {
        await().atMost(PATIENCE)
                .until(() -> !rows("select 1 from platform_tokens where account = 'at-own'").isEmpty());
        UUID id = UUID.randomUUID();
        execute("""
                insert into authorizations (id, version, facility_id, provider_id, provider_name, method, status, auth_id,
                    user_id, attempt, created_at, last_attempt_at, authorized_at)
                values ('%s', 2, gen_random_uuid(), 'own', 'OWN', 'utility_api', 'authorized', '%s', 'owner', 1,
                    now(), now(), now())"""
                .formatted(id, uid));
        return id;
    }
}
