// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** The whole way with an OAuth 2.0 server that other people have written, configured by a profile alone. */
class IndependentServerIT extends OddUtilityIT {
    private static final String ID = "independent";

    private final IndependentUtility utility = IndependentUtility.shared();
    private final IndependentCustomer householder = new IndependentCustomer();

    @Test
    void goesTheWholeWayFromTheStartToTheEnd() {
        UUID authorization = authorizedAtUtility();
        String authId = authIdOf(authorization);
        String first = access(authorization, null).path("access_token").asString();
        assertThat(accessTokenOf(authId).getToken().getTokenValue()).isEqualTo(first);
        String firstRefresh = refreshTokenOf(authId);

        age(authorization);
        String second = access(authorization, null).path("access_token").asString();
        assertThat(second).isNotEqualTo(first);
        assertThat(accessTokenOf(authId).getToken().getTokenValue()).isEqualTo(second);
        assertThat(refreshTokenOf(authId)).as("rotated").isNotEqualTo(firstRefresh);

        revoke(authorization, owner()).expectStatus().isOk();
        assertThat(awaitOutcome(authorization)).isEqualTo("revoked");
        assertThat(utility.hasDeleted(authId)).isTrue();
        assertThat(accessTokenOf(authId).isInvalidated()).isTrue();
        assertThat(Objects.requireNonNull(known(authId).getRefreshToken()).isInvalidated()).isTrue();
        assertThat(steps(authorization)).endsWith("revoked revoked_by_user", "revoked_at_utility");
    }

    @Test
    void readsTheRecordBackWhenTheGrantIsGone() {
        UUID authorization = authorizedAtUtility();
        String authId = authIdOf(authorization);
        utility.forget(authId);
        age(authorization);

        refused(authorization, 409, "authorization_not_active");
        assertThat(statusOf(authorization)).isEqualTo("revoked");
    }

    @Test
    void tellsThatTheCustomerTickedNothing() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), ID);
        assertThat(comeBack(householder.refuse(started.redirectUrl()), started).code()).isEqualTo("user_cancelled");
    }

    @Test
    void bringsNobodyElsesCodeIntoASession() {
        Started victim = start("owner", facilityOf("owner", OWNER_OPERATOR), ID);
        Started attacker = start("stranger", facilityOf("stranger", OWNER_OPERATOR), ID);
        String stolen = householder.approve(attacker.redirectUrl(), IndependentServer.SCOPE).getQuery()
                .replaceAll(".*code=([^&]+).*", "$1");

        assertThat(comeBack(ID, "code=" + stolen + "&state=" + victim.state(), victim).code())
                .isEqualTo("code_expired");
        assertThat(status("owner", victim.sessionId()).path("status").asString()).isEqualTo("failed");
    }

    @Test
    void asksForNothingThatTheServerDoesNotAllow() {
        Started started = start("owner", facilityOf("owner", OWNER_OPERATOR), ID);
        String asked = started.redirectUrl().toString();

        assertThat(householder.open(started.redirectUrl()).statusCode()).isEqualTo(200);
        for (String changed : new String[]{asked.replace("callback%2Findependent", "callback%2Fother"),
                asked.replaceAll("client_id=[^&]+", "client_id=another")}) {
            assertThat(householder.open(URI.create(changed)).statusCode()).isEqualTo(400);
        }
        String unchallenged = asked.replaceAll("&code_challenge[^&]*", "");
        assertThat(householder.open(URI.create(unchallenged)).headers().firstValue("Location").orElseThrow())
                .contains("error=invalid_request");
    }

    private UUID authorizedAtUtility() {
        UUID facility = facilityOf("owner", OWNER_OPERATOR);
        Started started = start("owner", facility, ID);
        assertThat(comeBack(householder.approve(started.redirectUrl(), IndependentServer.SCOPE), started).status())
                .isEqualTo("authorized");
        return authorizationOf(facility);
    }

    private OAuth2Authorization known(String authId) {
        return utility.authorization(authId);
    }

    private OAuth2Authorization.Token<OAuth2AccessToken> accessTokenOf(String authId) {
        return Objects.requireNonNull(known(authId).getAccessToken());
    }

    private String refreshTokenOf(String authId) {
        return Objects.requireNonNull(known(authId).getRefreshToken()).getToken().getTokenValue();
    }

    private String authIdOf(UUID authorization) {
        return String.valueOf(row("select auth_id from authorizations where id = '%s'".formatted(authorization))
                .get("auth_id"));
    }
}
