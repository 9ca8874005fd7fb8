// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.local.service.Service;
import com.dcarbon.simulator.CustomerBrowser.Decision;
import com.dcarbon.soak.truth.Databases;
import com.dcarbon.systemtests.Platform;
import com.dcarbon.systemtests.Platform.Started;
import com.dcarbon.systemtests.stories.Calls.Call;

import tools.jackson.databind.JsonNode;

/** Links that do not serve, people who may not, and an operator whose time is over. */
class PeopleTroubleIT {
    private static final Duration WITHDRAWN_WITHIN = Duration.ofSeconds(5);

    @Test
    void knowsNoLinkThatIsForgedReplacedUsedOrExpired() {
        try (Person owner = Person.named("owner");
                Person operator = Person.named("operator");
                Person stranger = Person.named("stranger");
                Person guest = Person.nobody()) {
            String name = "Dead Links";
            String facility = owner.registerAndInvite(name, operator.email());
            String replaced = Invitations.token(Invitations.await(name, operator.email(), 1));
            owner.resend(facility, null).expect(200);
            String used = Invitations.token(Invitations.await(name, operator.email(), 2));
            operator.accept(used).expect(200);
            stranger.accept(used).expect(404);
            guest.preview(used).expect(404);
            owner.withdrawOperator(facility).expect(204);
            owner.invite(facility, operator.email()).expect(200);
            String expired = Invitations.token(Invitations.await(name, operator.email(), 3));
            expireInvitationOf(facility);
            String forged = expired.substring(0, expired.length() - 4) + "AAAA";

            for (String token : List.of(forged, replaced, used, expired)) {
                JsonNode unknown = guest.preview(token).expect(404).json();
                assertThat(unknown.path("code").asString()).isEqualTo("not_found");
                assertThat(unknown.path("detail").asString())
                        .isEqualTo(stranger.accept(token).expect(404).json().path("detail").asString());
                operator.accept(token).expect(404);
            }
            assertThat(Platform.logs()).doesNotContain(replaced, used, expired);
        }
    }

    @Test
    void letsTheOwnerConfirmWhoTookAnInvitationToAnotherAddress() {
        try (Person owner = Person.named("owner");
                Person operator = Person.named("operator");
                Person guest = Person.nobody()) {
            String facility = owner.registerAndInvite("Other Address", "desk@office.example");
            String token = Invitations.token(Invitations.await("Other Address", "desk@office.example", 1));

            assertThat(operator.accept(token).expect(200).json().path("status").asString()).isEqualTo("unconfirmed");

            operator.api().get("/facilities/" + facility).expect(404);
            operator.start(facility, "pge").expect(404);
            assertThat(operator.onDashboard(facility, "relation=operator")).isEmpty();
            guest.preview(token).expect(404);
            assertThat(owner.facility(facility).path("operator").path("status").asString()).isEqualTo("unconfirmed");
            Platform.await().untilAsserted(() -> assertThat(owner.told(facility)).contains("operator_accepted"));

            owner.confirmOperator(facility).expect(200);

            assertThat(operator.permissions(facility)).contains("authorize");
            Platform.await().until(() -> operator.start(facility, "pge").status() == 201);
        }
    }

    @Test
    void invitesNeitherOneselfNorWithoutEnd() {
        try (Person owner = Person.named("owner")) {
            String facility = owner.registerWithDetails("Flooded", "owner");
            for (String address : List.of(owner.email(), "OWNER@example.com", "no address",
                    "a@b.example, c@d.example")) {
                assertThat(owner.invite(facility, address).expect(400).json().path("errors")
                        .findValuesAsString("field")).containsExactly("email");
            }
            owner.resend(facility, null).expect(409);
            for (int mail = 0; mail < 5; mail++) {
                owner.invite(facility, "operator" + mail + "@flooded.example").expect(200);
            }
            assertThat(Long.parseLong(owner.resend(facility, null).expect(429).header("Retry-After"))).isPositive();
            String token = Invitations.token(Invitations.await("Flooded", "operator4@flooded.example", 1));
            assertThat(owner.accept(token).expect(409).json().path("code").asString())
                    .isEqualTo("owner_cannot_operate");
        }
    }

    @Test
    void tellsTheOwnerThatNobodyIsAtTheAddress() {
        try (Person owner = Person.named("owner"); Person operator = Person.named("operator")) {
            // The mail catcher refuses such addresses for good.
            String facility = owner.registerAndInvite("Dead Letter", "dead.letter@example.com");

            Platform.await().until(() -> owner.facility(facility).path("operator").path("status").asString(),
                    "undeliverable"::equals);
            Platform.await().untilAsserted(() -> assertThat(owner.told(facility)).contains("invitation_undeliverable"));

            owner.resend(facility, operator.email()).expect(200);
            operator.accept(Invitations.token(Invitations.await("Dead Letter", operator.email(), 1))).expect(200);
        }
    }

    @Test
    void tellsWhoTriesAnEditTooLateOrBlindly() {
        try (Person owner = Person.named("owner")) {
            String facility = owner.register("Edited twice", "owner");
            String path = "/facilities/" + facility;
            String etag = owner.api().get(path).header("ETag");
            owner.api().patch(path, etag, Map.of("name", "Edited once")).expect(200);

            assertThat(owner.api().patch(path, etag, Map.of("name", "Too late")).expect(412).json().path("code")
                    .asString()).isEqualTo("precondition_failed");
            assertThat(owner.api().send("PATCH", path, Map.of("name", "Blind"), Map.of()).expect(428).json()
                    .path("code").asString()).isEqualTo("precondition_required");
            assertThat(owner.facility(facility).path("name").asString()).isEqualTo("Edited once");
        }
    }

    @Test
    void showsAndAllowsEachPersonTheirOwnOnly() {
        try (Person owner = Person.named("owner");
                Person operator = Person.named("operator");
                Person stranger = Person.named("stranger");
                Person admin = Person.named("admin");
                Person nobody = Person.nobody()) {
            Operated operated = Operated.begin(owner, operator, "Guarded", "guarded");
            List<Call> ofOwner = Calls.ofOwner(operated.facility());
            List<Call> ofAuthorizer = Calls.ofAuthorizer(operated.facility());
            List<Call> ofViewer = operated.views();

            List<Call> all = new ArrayList<>(ofOwner);
            all.addAll(ofAuthorizer);
            all.addAll(ofViewer);
            all.add(new Call("POST", "/notifications/" + operated.notification(operator) + "/read", null));
            Calls.expect(404, "not_found", stranger.api(), all);
            all.addAll(List.of(new Call("GET", "/notifications", null), new Call("GET", "/events/stream", null),
                    new Call("GET", "/notification-preferences", null),
                    new Call("POST", "/invitations/accept", Map.of("token", "forged"))));
            Calls.expect(401, "unauthenticated", nobody.api(), all);
            Calls.expect(403, "forbidden", operator.api(), ofOwner);
            Calls.expect(403, "forbidden", admin.api(), ofOwner);
            Calls.expect(403, "operator_must_authorize", owner.api(), ofAuthorizer.subList(0, 2));
            assertThat(ofViewer).allSatisfy(call -> {
                call.by(owner.api()).expect(200);
                call.by(operator.api()).expect(200);
                call.by(admin.api()).expect(200);
            });
        }
    }

    @Test
    void endsAWithdrawnOperatorsAccessEverywhereWithinSeconds() {
        try (Person owner = Person.named("owner"); Person operator = Person.named("operator")) {
            Operated operated = Operated.begin(owner, operator, "Withdrawn", "withdrawn");
            String facility = operated.facility();
            List<Call> all = new ArrayList<>(operated.views());
            all.addAll(Calls.ofOwner(facility));
            all.addAll(Calls.ofAuthorizer(facility));

            owner.withdrawOperator(facility).expect(204);

            Platform.await().atMost(WITHDRAWN_WITHIN)
                    .untilAsserted(() -> Calls.expect(404, "not_found", operator.api(), all));
            assertThat(operator.onDashboard(facility, "relation=operator")).isEmpty();
            assertThat(operator.api().get("/authorizations?facility_id=" + facility).expect(200).json().path("items"))
                    .isEmpty();
            assertThat(owner.authStatus(facility)).isEqualTo("authorized");
            Platform.await().untilAsserted(() -> assertThat(operator.told(facility)).contains("operator_withdrawn"));
        }
    }

    @Test
    void endsTheSessionOfAnOperatorWhoIsWithdrawnAtTheUtility() {
        try (Person owner = Person.named("owner"); Person operator = Person.named("operator")) {
            String facility = Operated.assign(owner, operator, "Too late");
            Platform.await().until(() -> operator.permissions(facility).contains("authorize"));
            Started flow = Platform.start(operator.api(), facility, "sdge", Decision.APPROVE);

            owner.withdrawOperator(facility).expect(204);

            Platform.await().atMost(WITHDRAWN_WITHIN).until(() -> operator.api().get("/green-button/status?sessionId="
                    + flow.session()).text(), status -> !status.contains("pending"));
            URI page = URI.create(operator.api().follow(flow.back()).expect(302).header("Location"));
            assertThat(page.getQuery()).doesNotContain("status=authorized");
            assertThat(owner.authStatus(facility)).isNotEqualTo("authorized");
        }
    }

    private static void expireInvitationOf(String facility) {
        assertThat(new Databases(Platform.stack()).query(Service.FACILITY, """
                update operators set invitation_expires_at = now() - interval '1 second'
                where facility_id = ? returning facility_id""", UUID.fromString(facility))).hasSize(1);
    }
}
