// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.dcarbon.local.story.Inbox;

import tools.jackson.databind.JsonNode;

/** An Owner invites an operator, and sends the invitation again to another address. */
class Story13OwnerInvitesOperatorIT {
    private static final String NAME = "Quarry Road Warehouse";

    @RegisterExtension
    final Acceptance story = Acceptance.of("1.3 Owner Invites Operator to Complete Authorization");

    @Test
    void invitesAnOperator() {
        try (Person owner = Person.named("owner"); Person guest = Person.nobody()) {
            story.line("Given I selected \"Owner\" role during facility registration");
            String facility = owner.register(NAME, "owner");

            story.line("When I complete Finance & Installer Information without authorizing utilities");
            owner.fillIn(facility);

            story.line("Then I should be able to enter an Operator's email address");
            assertThat(owner.permissions(facility)).contains("invite_operator").doesNotContain("authorize");

            story.line("When I send the invitation");
            owner.invite(facility, "operations@quarry.example").expect(200);
            assertThat(owner.facility(facility).path("operator").path("status").asString()).isEqualTo("invited");
            assertThat(owner.facility(facility).path("registration").path("status").asString()).isEqualTo("complete");

            story.line("Then the Operator should receive an email with authorization link");
            Inbox.Mail mail = Invitations.await(NAME, "operations@quarry.example", 1);
            assertThat(mail.subject()).contains(NAME);
            assertThat(mail.text()).contains("Olivia Owner");
            String first = Invitations.token(mail);
            guest.preview(first).expect(200);

            seesTheBanner(owner, facility);
            resendsToAnother(owner, guest, facility, first);

            story.line("Owner can monitor status but cannot complete authorization themselves");
            assertThat(owner.start(facility, "pge").expect(403).json().path("code").asString())
                    .isEqualTo("operator_must_authorize");
        }
    }

    private void seesTheBanner(Person owner, String facility) {
        story.line("And I should see a \"Utility Authorization Pending\" banner on my dashboard");
        JsonNode seen = owner.onDashboard(facility, "auth_status=pending").orElseThrow();
        assertThat(seen.path("auth_status").asString()).isEqualTo("pending");
        assertThat(seen.path("banner").path("code").asString()).isEqualTo("utility_authorization_pending");
        assertThat(seen.path("banner").path("title").asString()).isEqualTo("Utility Authorization Pending");

        story.line("And the banner should show \"Resend Invite\" options");
        assertThat(seen.path("banner").path("actions").valueStream().map(JsonNode::asString))
                .containsExactly("resend_invite", "change_email");
    }

    private void resendsToAnother(Person owner, Person guest, String facility, String first) {
        story.line("When I click \"Resend Invite\"");
        owner.resend(facility, null).expect(200);
        String second = Invitations.token(Invitations.await(NAME, "operations@quarry.example", 2));
        assertThat(second).isNotEqualTo(first);
        guest.preview(first).expect(404);
        guest.preview(second).expect(200);

        story.line("Then I should be able to update the Operator's email address");
        owner.resend(facility, "omar@quarry.example").expect(200);
        assertThat(owner.facility(facility).path("operator").path("email").asString())
                .isEqualTo("omar@quarry.example");
        String third = Invitations.token(Invitations.await(NAME, "omar@quarry.example", 1));
        guest.preview(second).expect(404);
        guest.preview(third).expect(200);
        assertThat(Invitations.of(NAME, "operations@quarry.example")).hasSize(2);
    }
}
