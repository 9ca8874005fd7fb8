// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.testing.TestIdentityProvider;

/** Every call about an operator by everyone there is; an administrator sees every facility but owns none. */
class OperatorAccessIT extends OperatorTestBase {
    private final TestIdentityProvider identities = TestIdentityProvider.shared();
    private UUID facility = UUID.randomUUID();

    @BeforeEach
    void registerAFacility() {
        facility = register("owner");
    }

    @ParameterizedTest(name = "{0}: invite {1}, resend {2}, confirm {3}, withdraw {4}, preview {5}, accept {6}, read {7}")
    @CsvSource({"owner, 409, 409, 200, 204, 404, 404, 200", "operator, 403, 403, 403, 403, 404, 200, 200",
            "unconfirmed, 404, 404, 404, 404, 404, 200, 404", "withdrawn, 404, 404, 404, 404, 404, 404, 404",
            "admin, 403, 403, 403, 403, 404, 404, 200", "stranger, 404, 404, 404, 404, 404, 404, 404",
            "residential, 404, 404, 404, 404, 404, 404, 404", "nobody, 401, 401, 401, 401, 404, 401, 401",
            "wrong_audience, 401, 401, 401, 401, 404, 401, 401", "expired, 401, 401, 401, 401, 404, 401, 401",
            "forged, 401, 401, 401, 401, 404, 401, 401", "service, 403, 403, 403, 403, 404, 403, 403",
            "without_roles, 403, 403, 403, 403, 404, 403, 403"})
    void answersEachAsTheContractSays(String who, int invite, int resend, int confirm, int withdraw, int preview,
            int accept, int read) {
        String token = taken(who);
        WebTestClient client = client(who);

        invite(client, facility, "new@example.com").expectStatus().isEqualTo(invite);
        resend(client, facility).expectStatus().isEqualTo(resend);
        confirm(client, facility).expectStatus().isEqualTo(confirm);
        call(who.equals("nobody") ? nobody() : operator(), "/invitations/preview", "{\"token\":\"" + token + "\"}")
                .expectStatus().isEqualTo(preview);
        accept(client, token).expectStatus().isEqualTo(accept);
        get(client, facility).expectStatus().isEqualTo(read);
        withdraw(client, facility).expectStatus().isEqualTo(withdraw);
        assertThat(status(facility)).isEqualTo(switch (who) {
            case "owner", "withdrawn" -> "nobody";
            case "unconfirmed" -> "unconfirmed";
            default -> "accepted";
        });
    }

    /** The token through which the operator came; for who was withdrawn, of the invitation that he had. */
    private String taken(String who) {
        invite(owner(), facility, who.equals("unconfirmed") ? "boss@example.com" : invitedEmail).expectStatus().isOk();
        String token = token(facility);
        accept(operator(), token).expectStatus().isOk();
        if (who.equals("withdrawn")) {
            withdraw(owner(), facility).expectStatus().isNoContent();
        }
        return token;
    }

    private WebTestClient client(String who) {
        return switch (who) {
            case "owner" -> owner();
            case "operator", "unconfirmed", "withdrawn" -> operator();
            case "admin" -> admin();
            case "stranger" -> commercial("stranger");
            case "residential" -> as(identities.user("home", "residential"));
            case "nobody" -> nobody();
            case "wrong_audience" -> as(identities.user(owner, "commercial").audience("another"));
            case "expired" -> as(identities.user(owner, "commercial").expired());
            case "forged" -> as(identities.user(owner, "commercial").forged());
            case "service" -> as(identities.service("ingestion-service", "dcarbon.internal"));
            case "without_roles" -> as(identities.user(owner));
            default -> throw new IllegalArgumentException(who);
        };
    }
}
