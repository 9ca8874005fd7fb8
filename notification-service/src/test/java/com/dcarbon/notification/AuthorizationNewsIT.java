// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationFailed;
import com.dcarbon.events.authorization.AuthorizationRetried;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.events.authorization.ReauthorizationRequired;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;

import tools.jackson.databind.JsonNode;

class AuthorizationNewsIT extends Scene {
    @Autowired
    AuthorizationNewsIT(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database,
            @LocalServerPort int port) {
        super(kafka, identityProvider, database, port);
    }

    @Test
    void aSuccessIsOneMailAndOneNotificationHoweverOftenItIsTold() throws MessagingException {
        publish(operatedByItsOwner(), 1);
        Event<AuthorizationCreated> event = authorizationCreated();
        publish(event);
        publish(event);
        publish(event);
        Event<AuthorizationCreated> later = authorizationCreated();
        publish(later);

        // The second authorization has the same key, so the repetitions were read before it.
        List<MimeMessage> mails = awaitMails(owner, 2);
        assertThat(mails).hasSize(2);
        assertThat(awaitNotifications(owner, 2)).hasSize(2);
        assertThat(mails.getFirst().getSubject()).isEqualTo("PG&E is connected to Sunny Yard");
        assertThat(mails.getFirst().getMessageID()).isNotEqualTo(mails.getLast().getMessageID());
    }

    @Test
    void theMailHasPlainTextAndHtmlWithOneButtonToTheFacility() throws MessagingException {
        publish(operatedByItsOwner(), 1);
        publish(authorizationCreated());

        MimeMessage mail = awaitMails(owner, 1).getFirst();
        String page = "https://app.example/facilities/" + facility;
        assertThat(mail.getFrom()[0]).hasToString("DCarbon <no-reply@dcarbon.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(text(mail)).contains("Open the facility:\r\n" + page, "https://app.example/settings/notifications");
        assertThat(html(mail)).containsOnlyOnce("class=\"button\" href=\"" + page + "\"")
                .contains("href=\"https://app.example/settings/notifications\"")
                .doesNotContain("<img", "src=");
    }

    @Test
    void theNotificationNamesUtilityAndFacility() {
        publish(operatedByItsOwner(), 1);
        publish(authorizationCreated());

        JsonNode notification = awaitNotifications(owner, 1).path(0);
        assertThat(notification.path("kind").asString()).isEqualTo("authorization_succeeded");
        assertThat(notification.path("title").asString()).isEqualTo("PG&E is connected to Sunny Yard");
        assertThat(notification.path("body").asString()).contains("PG&E", "Sunny Yard");
        assertThat(notification.path("facility_id").asString()).isEqualTo(facility.toString());
        assertThat(notification.path("action").path("label").asString()).isEqualTo("Open the facility");
        assertThat(notification.path("action").path("path").asString()).isEqualTo("/facilities/" + facility);
        assertThat(notification.path("read_at").isNull()).isTrue();
        assertThat(notification.path("created_at").asString()).endsWith("Z");
    }

    @Test
    void ownerAndAcceptedOperatorAreBothTold() {
        publish(withOperator(OperatorStatus.ACCEPTED), 1);
        publish(authorizationCreated());

        assertThat(awaitMails(owner, 1)).hasSize(1);
        assertThat(awaitMails(operator, 1)).hasSize(1);
        assertThat(awaitNotifications(owner, 1)).hasSize(1);
        assertThat(awaitNotifications(operator, 1)).hasSize(1);
    }

    @Test
    void anInvitedOperatorIsNotTold() {
        publish(facility("Sunny Yard", OwnerRole.OWNER_OPERATOR,
                new FacilitySnapshot.Operator(operator, OperatorStatus.INVITED), false), 1);
        publish(authorizationCreated());

        awaitMails(owner, 1);
        assertThat(mails(operator)).isEmpty();
        assertThat(notifications(operator, "").path("items")).isEmpty();
    }

    @Test
    void whatIsHeardBeforeTheFacilityIsToldOnceTheFacilityIsKnown() {
        Event<AuthorizationCreated> event = authorizationCreated();
        publish(event);
        awaitHeard(event);
        assertThat(mails(owner)).isEmpty();

        publish(operatedByItsOwner(), 1);

        assertThat(awaitMails(owner, 1)).hasSize(1);
        assertThat(awaitNotifications(owner, 1)).hasSize(1);
        assertThat(query("select count(*) from announcements where facility_id = '%s'".formatted(facility)))
                .isEqualTo("0");
    }

    @Test
    void anOldPictureOfTheFacilityDoesNotLeaveTheOperatorOut() {
        publish(withOperator(OperatorStatus.INVITED), 1);
        Event<AuthorizationCreated> event = authorizationCreated();
        publish(event);
        awaitHeard(event);

        publish(withOperator(OperatorStatus.ACCEPTED), 2);

        assertThat(awaitMails(operator, 1)).hasSize(1);
        assertThat(awaitMails(owner, 1)).hasSize(1);
    }

    @Test
    void anOlderVersionOfTheFacilityChangesNothing() {
        publish(facility("New name", OwnerRole.OWNER_OPERATOR, null, false), 2);
        publish(facility("Old name", OwnerRole.OWNER_OPERATOR, null, false), 1);
        publish(facility("Newest name", OwnerRole.OWNER_OPERATOR, null, false), 3);
        publish(facility("Older name", OwnerRole.OWNER_OPERATOR, null, false), 2);
        await().atMost(PATIENCE)
                .until(() -> "3".equals(query("select version from facilities where id = '%s'".formatted(facility))));
        publish(authorizationCreated());

        assertThat(awaitNotifications(owner, 1).path(0).path("title").asString()).endsWith("Newest name");
    }

    @Test
    void aFailureIsToldWithWhatToDo() throws MessagingException {
        publish(operatedByItsOwner(), 1);
        publish(authorizationFailed());

        JsonNode notification = awaitNotifications(owner, 1).path(0);
        String words = "Sunny Yard: It was cancelled at PG&E. Start again and approve the request.";
        assertThat(notification.path("kind").asString()).isEqualTo("authorization_failed");
        assertThat(notification.path("body").asString()).isEqualTo(words);
        MimeMessage mail = awaitMails(owner, 1).getFirst();
        assertThat(mail.getSubject()).isEqualTo("The authorization with PG&E failed");
        assertThat(text(mail)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"superseded", "provider_changed", "access_withdrawn"})
    void anAttemptThatAPersonEndedByAnotherActIsNoNews(String code) {
        publish(operatedByItsOwner(), 1);
        Event<AuthorizationFailed> ended = authorizationFailed(code);
        publish(ended);
        awaitHeard(ended);
        publish(authorizationCreated());

        assertThat(awaitNotifications(owner, 1).path(0).path("kind").asString()).isEqualTo("authorization_succeeded");
        assertThat(awaitMails(owner, 1)).hasSize(1);
    }

    @Test
    void whoMayAuthorizeIsAskedToAndTheOwnerIsInformed() {
        publish(withOperator(OperatorStatus.ACCEPTED), 1);
        publish(EventKind.REAUTHORIZATION_REQUIRED,
                new ReauthorizationRequired(facility, Ids.next(), AuthMethod.GREEN_BUTTON, "pge", NOW, "gone",
                        "PG&E no longer accepts it.", "Please authorize again."),
                3);
        publish(EventKind.AUTHORIZATION_RETRIED,
                new AuthorizationRetried(facility, Ids.next(), AuthMethod.GREEN_BUTTON, "pge", NOW, 2), 4);

        assertThat(kindsAndLabels(operator, 2)).containsExactlyInAnyOrder("reauthorization_required Authorize again",
                "authorization_retry Authorize now");
        assertThat(kindsAndLabels(owner, 1)).containsExactly("reauthorization_required Open the facility");
        assertThat(awaitMails(operator, 2)).hasSize(2);
        assertThat(awaitMails(owner, 1)).hasSize(1);
    }

    @Test
    void anEndedAuthorizationIsToldToBoth() {
        publish(withOperator(OperatorStatus.ACCEPTED), 1);
        publish(EventKind.AUTHORIZATION_REVOKED, new AuthorizationRevoked(facility, Ids.next(),
                AuthMethod.GREEN_BUTTON, "pge", NOW, "revoked", "Access was ended.", "Authorize again to go on."), 3);

        assertThat(kindsAndLabels(owner, 1)).containsExactly("authorization_revoked Open the facility");
        assertThat(kindsAndLabels(operator, 1)).containsExactly("authorization_revoked Open the facility");
        // Nobody can switch it off, so nothing leads to where one could.
        assertThat(text(awaitMails(owner, 1).getFirst())).doesNotContain("/settings/notifications");
    }

    private List<String> kindsAndLabels(Person person, int count) {
        return awaitNotifications(person, count).valueStream()
                .map(item -> item.path("kind").asString() + " " + item.path("action").path("label").asString())
                .toList();
    }

    @Test
    void nobodyIsToldOfADiscardedFacility() {
        publish(facility("Sunny Yard", OwnerRole.OWNER_OPERATOR, null, true), 1);
        Event<AuthorizationCreated> event = authorizationCreated();
        publish(event);
        awaitHeard(event);

        awaitEverythingTold();
        assertThat(notifications(owner, "").path("items")).isEmpty();
        assertThat(mails(owner)).isEmpty();
    }

    @Test
    void namesDoNotBecomeHeadersOrMarkup() throws MessagingException {
        publish(facility("<b>Yard</b>\r\nBcc: victim@example.com", OwnerRole.OWNER_OPERATOR, null, false), 1);
        publish(authorizationCreated());

        MimeMessage mail = awaitMails(owner, 1).getFirst();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(html(mail)).contains("&lt;b&gt;Yard").doesNotContain("<b>");
    }
}
