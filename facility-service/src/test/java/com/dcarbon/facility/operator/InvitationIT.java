// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.Event;
import com.dcarbon.events.facility.FacilitySnapshot.Operator;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.Person;
import com.dcarbon.testing.TestIdentityProvider;

import tools.jackson.databind.JsonNode;

class InvitationIT extends OperatorTestBase {

    @Test
    void completesTheRegistrationOfAnOwner() {
        UUID facility = register("owner");
        assertThat(record(facility).path("auth_status").isNull()).isTrue();

        ResponseSpec answer = invite(owner(), facility, "  " + invitedEmail + " ");

        answer.expectStatus().isOk().expectHeader().valueEquals(HttpHeaders.ETAG, "\"1\"");
        JsonNode shown = json(answer);
        assertThat(shown).isEqualTo(record(facility));
        assertThat(shown.at("/registration/status").asString()).isEqualTo("complete");
        assertThat(shown.path("auth_status").asString()).isEqualTo("pending");
        assertThat(shown.at("/operator/email").asString()).isEqualTo(invitedEmail);
        assertThat(shown.at("/operator/status").asString()).isEqualTo("invited");
        assertThat(shown.at("/operator/taken_by").isNull()).isTrue();
        assertThat(Instant.parse(shown.at("/operator/invitation_expires_at").asString()))
                .isBetween(Instant.now().plus(Duration.ofDays(13)), Instant.now().plus(Duration.ofDays(15)));
        assertThat(shown.at("/banner/code").asString()).isEqualTo("utility_authorization_pending");
        assertThat(shown.path("permissions").valueStream().map(JsonNode::asString)).containsExactly("invite_operator",
                "view_data", "edit");
    }

    @Test
    void isFoundAndCountedAsPending() {
        UUID facility = invited();
        register("owner");

        JsonNode list = json(owner().get().uri("/facilities?auth_status=pending&registration=complete").exchange());

        assertThat(list.path("items").valueStream().map(item -> item.path("id").asString()))
                .containsExactly(facility.toString());
        assertThat(list.at("/counts/pending").asInt()).isOne();
        assertThat(list.at("/counts/not_started").asInt()).isOne();
    }

    @Test
    void mailsAnAddressOnceWhoseLinkServesStill() throws SQLException {
        UUID facility = invited();
        String token = token(facility);

        invite(owner(), facility, invitedEmail).expectStatus().isOk();
        assertThat(token(facility)).isEqualTo(token);
        preview(token).expectStatus().isOk();

        expire(facility);
        invite(owner(), facility, invitedEmail).expectStatus().isOk();
        assertThat(token(facility)).isNotEqualTo(token);
        preview(token(facility)).expectStatus().isOk();
        assertThat(events(facility, 3)).extracting(event -> event.type()).containsExactly("facility_registered",
                "operator_invited", "operator_invited");
    }

    @Test
    void killsTheOlderLinkWithEachNewAddressAndEachResending() {
        UUID facility = invited();
        String first = token(facility);
        invite(owner(), facility, "other-" + invitedEmail).expectStatus().isOk();
        String second = token(facility);
        resend(owner(), facility).expectStatus().isOk().expectHeader().valueEquals(HttpHeaders.ETAG, "\"1\"");
        String third = token(facility);
        JsonNode changed = json(resend(owner(), facility, "{\"email\":\"" + invitedEmail + "\"}").expectStatus()
                .isOk());

        assertThat(changed.at("/operator/email").asString()).isEqualTo(invitedEmail);
        assertThat(List.of(first, second, third, token(facility))).doesNotHaveDuplicates();
        for (String dead : List.of(first, second, third)) {
            preview(dead).expectStatus().isNotFound();
            accept(operator(), dead).expectStatus().isNotFound();
        }
        preview(token(facility)).expectStatus().isOk();
    }

    @Test
    void resendsToWhomeverAnExpiredInvitationWasFor() throws SQLException {
        UUID facility = invited();
        expire(facility);

        JsonNode shown = json(resend(owner(), facility, "{}").expectStatus().isOk());

        assertThat(shown.at("/operator/email").asString()).isEqualTo(invitedEmail);
        accept(operator(), token(facility)).expectStatus().isOk();
    }

    @Test
    void resendsOnceUnderOneKey() {
        UUID facility = invited();
        String key = "key-" + UUID.randomUUID();

        JsonNode first = json(keyed(facility, key).expectStatus().isOk());
        String token = token(facility);
        JsonNode again = json(keyed(facility, key).expectStatus().isOk());

        assertThat(again).isEqualTo(first);
        assertThat(token(facility)).isEqualTo(token);
    }

    private ResponseSpec keyed(UUID facility, String key) {
        return owner().post()
                .uri("/facilities/{id}/operator-invitation/resend", facility)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "pat", "pat@example.com, sue@example.com",
            "pat@example.com\\r\\nBcc: x@example.com",
            "Pat <pat@example.com>", "<script>@example.com", "pat@localhost"})
    void refusesWhatIsNoAddress(String email) {
        UUID facility = register("owner");

        JsonNode problem = json(invite(owner(), facility, email).expectStatus().isBadRequest());

        assertThat(problem.path("code").asString()).isEqualTo("invalid_request");
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("email");
        assertThat(status(facility)).isEqualTo("nobody");
    }

    @Test
    void refusesABodyWithoutAnAddressOrWithMore() {
        UUID facility = invited();

        invite(owner(), facility, null).expectStatus().isBadRequest();
        assertThat(json(resend(owner(), facility, "{\"email\":\"\"}").expectStatus().isBadRequest())
                .at("/errors/0/field").asString()).isEqualTo("email");
        assertThat(json(resend(owner(), facility, "{\"to\":\"x@example.com\"}").expectStatus().isBadRequest())
                .at("/errors/0/field").asString()).isEqualTo("to");
        resend(owner(), facility, "{\"email\":[\"x@example.com\"]}").expectStatus().isBadRequest();
    }

    @Test
    void refusesToInviteTheOwnerHimself() {
        UUID facility = register("owner");
        String own = owner + "@example.com";
        var renamed = as(TestIdentityProvider.shared().user(owner, "commercial").email("new-" + own));

        for (ResponseSpec answer : List.of(invite(owner(), facility, own), invite(owner(), facility,
                own.toUpperCase(java.util.Locale.ROOT)), invite(renamed, facility, own),
                invite(renamed, facility, "new-" + own))) {
            JsonNode problem = json(answer.expectStatus().isBadRequest());
            assertThat(problem.at("/errors/0/field").asString()).isEqualTo("email");
            assertThat(problem.at("/errors/0/message").asString()).contains("your own");
        }
        invite(owner(), facility, invitedEmail).expectStatus().isOk();
        resend(owner(), facility, "{\"email\":\"" + own + "\"}").expectStatus().isBadRequest();
    }

    @Test
    void isNotForOwnersWhoOperateThemselves() {
        UUID operating = register("owner_operator");
        var home = as(TestIdentityProvider.shared().user(owner, "residential"));
        UUID house = register(home, "House", null);

        assertThat(code(invite(owner(), operating, invitedEmail).expectStatus().isEqualTo(409)))
                .isEqualTo("no_operator_needed");
        assertThat(code(invite(home, house, invitedEmail).expectStatus().isEqualTo(409)))
                .isEqualTo("no_operator_needed");
        assertThat(code(resend(owner(), operating).expectStatus().isEqualTo(409))).isEqualTo("no_invitation");
        assertThat(record(operating).at("/registration/status").asString()).isEqualTo("in_progress");
    }

    @Test
    void leavesAnAcceptedOperatorUntilHeIsWithdrawn() {
        UUID facility = operated();

        assertThat(code(invite(owner(), facility, "new@example.com").expectStatus().isEqualTo(409)))
                .isEqualTo("operator_accepted");
        assertThat(code(invite(owner(), facility, invitedEmail).expectStatus().isEqualTo(409)))
                .isEqualTo("operator_accepted");
        assertThat(code(resend(owner(), facility).expectStatus().isEqualTo(409))).isEqualTo("operator_accepted");
        withdraw(owner(), facility).expectStatus().isNoContent();
        assertThat(code(resend(owner(), facility).expectStatus().isEqualTo(409))).isEqualTo("no_invitation");
        invite(owner(), facility, "new@example.com").expectStatus().isOk();
    }

    @Test
    void withdrawsAnInvitationAndIsAsIfNothingBegan() {
        UUID facility = invited();
        String token = token(facility);

        withdraw(owner(), facility).expectStatus().isNoContent().expectBody().isEmpty();
        withdraw(owner(), facility).expectStatus().isNoContent();

        JsonNode shown = record(facility);
        assertThat(shown.path("operator").isNull()).isTrue();
        assertThat(shown.path("auth_status").isNull()).isTrue();
        assertThat(shown.at("/registration/status").asString()).isEqualTo("complete");
        assertThat(shown.at("/banner/code").asString()).isEqualTo("utility_authorization_pending");
        preview(token).expectStatus().isNotFound();
        accept(operator(), token).expectStatus().isNotFound();
        List<Event<?>> events = events(facility, 3);
        assertThat(events).extracting(event -> event.type()).containsExactly("facility_registered",
                "operator_invited", "operator_withdrawn");
        assertThat(snapshot(events.getLast()).withdrawnOperator())
                .isEqualTo(new Operator(new Person(null, null, invitedEmail), OperatorStatus.INVITED));
    }
}
