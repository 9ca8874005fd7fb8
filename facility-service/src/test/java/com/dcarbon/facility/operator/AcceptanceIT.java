// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.facility.ApiDocument;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.invitation.InvitationTokens;
import com.dcarbon.testing.TestIdentityProvider;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AcceptanceIT extends OperatorTestBase {
    private final TestIdentityProvider identities = TestIdentityProvider.shared();

    @Test
    void showsBeforeSigningInWhatItIsAboutAndNothingElse() {
        UUID facility = invited();
        patch(owner(), facility, "\"1\"", """
                {'address':{'line1':'1 Market St','city':'San Francisco'},'finance':{'type':'loan','company':'Sunbank'},
                 'installer':{'name':'Sunworks'}}""").expectStatus().isOk();

        JsonNode shown = json(preview(token(facility)).expectStatus().isOk());

        assertThat(shown.propertyNames()).containsExactlyInAnyOrder("facility", "owner", "providers");
        assertThat(shown.path("facility").propertyNames()).containsExactlyInAnyOrder("name", "address");
        assertThat(shown.at("/facility/name").asString()).isEqualTo("Roof");
        assertThat(shown.at("/facility/address/line1").asString()).isEqualTo("1 Market St");
        assertThat(shown.path("owner").propertyNames()).containsExactly("name");
        assertThat(shown.at("/owner/name").asString()).isEqualToIgnoringCase(owner);
        assertThat(shown.path("providers"))
                .isEqualTo(json(owner().get().uri("/utilities").exchange().expectStatus().isOk()));
        assertThat(shown.toString()).doesNotContain(facility.toString(), "@example.com", "Sunbank", "Sunworks");
    }

    @Test
    void bindsWhoeverHasTheInvitedAddressAtOnce() {
        UUID facility = invited();
        var shouting = as(
                identities.user(operator, "commercial").email(invitedEmail.toUpperCase(java.util.Locale.ROOT)));

        JsonNode accepted = json(accept(shouting, token(facility)).expectStatus().isOk());

        assertThat(accepted.path("facility_id").asString()).isEqualTo(facility.toString());
        assertThat(accepted.path("status").asString()).isEqualTo("accepted");
        assertThat(accepted.path("facility")).isEqualTo(json(get(shouting, facility).expectStatus().isOk()));
        assertThat(accepted.at("/facility/permissions").valueStream().map(JsonNode::asString))
                .contains("authorize", "view_data").doesNotContain("edit", "invite_operator");
        assertThat(accepted.at("/facility/finance").isNull()).isTrue();
        JsonNode seen = record(facility);
        assertThat(seen.at("/operator/status").asString()).isEqualTo("accepted");
        assertThat(seen.at("/operator/taken_by/user_id").asString()).isEqualTo(operator);
        assertThat(seen.path("auth_status").asString()).isEqualTo("pending");
        assertThat(seen.path("banner").isNull()).isFalse();
    }

    @Test
    void bindsWhoeverHasAnotherAddressOnceTheOwnerConfirms() {
        UUID facility = register("owner");
        invite(owner(), facility, "boss@example.com").expectStatus().isOk();

        JsonNode shownBefore = json(preview(token(facility)).expectStatus().isOk());

        JsonNode taken = json(accept(operator(), token(facility)).expectStatus().isOk());

        assertThat(taken.path("status").asString()).isEqualTo("unconfirmed");
        assertThat(taken.path("facility").isNull()).isTrue();
        assertThat(taken.path("preview")).isEqualTo(shownBefore);
        get(operator(), facility).expectStatus().isNotFound();
        JsonNode shown = record(facility).path("operator");
        assertThat(shown.path("email").asString()).isEqualTo("boss@example.com");
        assertThat(shown.path("status").asString()).isEqualTo("unconfirmed");
        assertThat(shown.path("invitation_expires_at").isNull()).isTrue();
        assertThat(shown.at("/taken_by/user_id").asString()).isEqualTo(operator);
        assertThat(shown.at("/taken_by/name").asString()).isEqualToIgnoringCase(operator);
        assertThat(shown.at("/taken_by/email").asString()).isEqualTo(invitedEmail);
        assertThat(shown.at("/taken_by/email_verified").asBoolean()).isTrue();

        confirm(owner(), facility).expectStatus().isOk().expectBody().jsonPath("$.operator.status")
                .isEqualTo("accepted");
        confirm(owner(), facility).expectStatus().isOk();

        get(operator(), facility).expectStatus().isOk();
        assertThat(events(facility, 4)).extracting(event -> event.type()).containsExactly("facility_registered",
                "operator_invited", "operator_assigned", "operator_assigned");
    }

    @Test
    void letsTheOwnerWatchHowThePendingAuthorizationIsDone() {
        UUID facility = operated();
        assertThat(record(facility).path("permissions").valueStream().map(JsonNode::asString))
                .doesNotContain("authorize", "invite_operator");

        tell(facility, Ids.next(), AuthStatus.AUTHORIZED, 1, Instant.now());
        awaitRecord(facility, record -> {
            assertThat(record.path("auth_status").asString()).isEqualTo("authorized");
            assertThat(record.path("banner").isNull()).isTrue();
        });

        withdraw(owner(), facility).expectStatus().isNoContent();
        assertThat(record(facility).path("auth_status").asString()).isEqualTo("authorized");
        get(operator(), facility).expectStatus().isNotFound();
    }

    @Test
    void believesNoAddressThatTheIdentityProviderDoesNotVouchFor() {
        for (var token : List.of(identities.user(operator, "commercial").with("email_verified", false),
                identities.user(operator, "commercial").with("email_verified", null),
                identities.user(operator, "commercial").with("email", null).with("name", null))) {
            UUID facility = invited();
            JsonNode taken = json(accept(as(token), token(facility)).expectStatus().isOk());

            assertThat(taken.path("status").asString()).isEqualTo("unconfirmed");
            get(as(token), facility).expectStatus().isNotFound();
            assertThat(record(facility).at("/operator/taken_by/email_verified").asBoolean()).isFalse();
        }
    }

    @Test
    void confirmsNobodyElseThanWhomTheOwnerSaw() {
        UUID facility = unconfirmed();
        String path = "/facilities/" + facility + "/operator/confirm";

        assertThat(code(call(owner(), path, "{\"user_id\":\"somebody\"}").expectStatus().isEqualTo(409)))
                .isEqualTo("nothing_to_confirm");
        assertThat(status(facility)).isEqualTo("unconfirmed");
        call(owner(), path, "{\"user_id\":\"" + operator + "\"}").expectStatus().isOk();
        assertThat(status(facility)).isEqualTo("accepted");
    }

    @Test
    void hasNothingToConfirmWhereNobodyHasTakenIt() {
        UUID facility = register("owner");
        assertThat(code(confirm(owner(), facility).expectStatus().isEqualTo(409))).isEqualTo("nothing_to_confirm");
        invite(owner(), facility, invitedEmail).expectStatus().isOk();
        assertThat(code(confirm(owner(), facility).expectStatus().isEqualTo(409))).isEqualTo("nothing_to_confirm");
    }

    @Test
    void tellsWhoTookItTheSameAgainAndOthersNothing() {
        UUID facility = invited();
        String token = token(facility);
        JsonNode first = json(accept(operator(), token).expectStatus().isOk());

        assertThat(json(accept(operator(), token).expectStatus().isOk())).isEqualTo(first);
        accept(commercial("stranger"), token).expectStatus().isNotFound();
        accept(owner(), token).expectStatus().isNotFound();
        preview(token).expectStatus().isNotFound();
        assertThat(events(facility, 3)).hasSize(3);
        withdraw(owner(), facility).expectStatus().isNoContent();
        accept(operator(), token).expectStatus().isNotFound();
        get(operator(), facility).expectStatus().isNotFound();
    }

    @Test
    void isNeverAcceptedByTheOwnerHimself() {
        UUID facility = invited();
        var pretending = as(identities.user(owner, "commercial").email(invitedEmail));

        assertThat(code(accept(owner(), token(facility)).expectStatus().isEqualTo(409)))
                .isEqualTo("owner_cannot_operate");
        assertThat(code(accept(pretending, token(facility)).expectStatus().isEqualTo(409)))
                .isEqualTo("owner_cannot_operate");
        assertThat(status(facility)).isEqualTo("invited");
        accept(operator(), token(facility)).expectStatus().isOk();
    }

    @Test
    void bindsAnySignedInUser() {
        for (WebTestClient client : List.of(as(identities.user(operator, "residential")),
                as(identities.user(operator, "admin")))) {
            UUID facility = invited();
            assertThat(json(accept(client, token(facility)).expectStatus().isOk()).path("status").asString())
                    .isEqualTo("accepted");
            assertThat(json(client.get().uri("/facilities?relation=operator").exchange()).toString())
                    .contains(facility.toString());
        }
    }

    @Test
    void answersEveryLinkThatDoesNotServeAlike() throws SQLException {
        UUID used = operated();
        UUID expiring = invited();
        UUID replacing = invited();
        UUID withdrawing = invited();
        String expired = token(expiring);
        String replaced = token(replacing);
        String withdrawn = token(withdrawing);
        expire(expiring);
        resend(owner(), replacing).expectStatus().isOk();
        withdraw(owner(), withdrawing).expectStatus().isNoContent();
        List<String> dead = List.of(forged(), expired, replaced, withdrawn, "", " ", "x", used.toString(),
                "' or 1=1 --", "A".repeat(43), "A".repeat(20_000), "\\u0000", token(replacing) + " ",
                InvitationTokens.hash(token(replacing)));

        assertThat(dead).extracting(token -> body(preview(token))).containsOnly(body(preview(forged())));
        assertThat(dead).extracting(token -> body(accept(operator(), token)))
                .containsOnly(body(accept(operator(), forged())));
        assertThat(body(accept(commercial("stranger"), forged())).path("detail"))
                .isEqualTo(body(preview(forged())).path("detail"));
    }

    @Test
    void answersAsItsDocumentSays() {
        UUID facility = register("owner");
        invite(owner(), facility, "boss@example.com").expectStatus().isOk();
        String token = token(facility);
        ApiDocument document = ApiDocument.of(address());

        assertThat(document.mistakes("Facility", record(facility))).isEmpty();
        assertThat(document.mistakes("InvitationPreview", json(preview(token)))).isEmpty();
        assertThat(document.mistakes("AcceptedInvitation", json(accept(operator(), token)))).isEmpty();
        assertThat(document.mistakes("Facility", json(confirm(owner(), facility)))).isEmpty();
        assertThat(document.mistakes("AcceptedInvitation", json(accept(operator(), token)))).isEmpty();
        assertThat(document.json().at("/paths/~1invitations~1preview/post/security")).isEmpty();
        assertThat(document.json().at("/components/schemas/InvitationToken/properties").propertyNames())
                .containsExactly("token");
    }

    /** The whole problem but for the trace. */
    private static ObjectNode body(ResponseSpec answer) {
        return ((ObjectNode) json(answer.expectStatus().isNotFound())).without("trace_id");
    }

    @Test
    void refusesBodiesWithoutAToken() {
        for (String body : List.of("{}", "{\"token\":null}", "[]", "{\"token\":{}}", "")) {
            call(nobody(), "/invitations/preview", body).expectStatus().isBadRequest();
            call(operator(), "/invitations/accept", body).expectStatus().isBadRequest();
        }
        nobody().get().uri("/invitations/preview?token=" + forged()).exchange().expectStatus().isUnauthorized();
    }
}
