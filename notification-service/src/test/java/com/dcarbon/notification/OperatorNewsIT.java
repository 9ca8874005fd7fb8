// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.InvitationUndeliverable;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.invitation.InvitationTokens;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;

import tools.jackson.databind.JsonNode;

class OperatorNewsIT extends Scene {
    private final KafkaProbe kafka;
    private final TestPostgres.Database database;
    private final InvitationTokens tokens;
    private final FacilitySnapshot.Invitation invitation;
    private final Person invited = new Person(null, null, operator.email());

    @Autowired
    OperatorNewsIT(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database,
            InvitationTokens tokens, @LocalServerPort int port) {
        super(kafka, identityProvider, database, port);
        this.kafka = kafka;
        this.database = database;
        this.tokens = tokens;
        this.invitation = invitation(tokens);
    }

    @AfterEach
    void comeBack() {
        mailServer.comeBack();
    }

    @Test
    void anInvitationIsOneMailWithItsLinkHoweverOftenItIsTold() throws MessagingException {
        publish(EventKind.OPERATOR_INVITED, inviting(invitation), 1);
        publish(EventKind.OPERATOR_INVITED, inviting(invitation), 1);
        awaitHeard(publish(EventKind.FACILITY_UPDATED, inviting(invitation), 2));
        awaitEverythingTold();

        MimeMessage mail = awaitMails(operator, 1).getFirst();
        String link = "https://app.example/invitations/accept#token=" + token(invitation);
        assertThat(mails(operator)).hasSize(1);
        assertThat(mail.getSubject()).isEqualTo("owner invites you to operate Sunny Yard");
        assertThat(text(mail)).contains(link).doesNotContain("/settings/", Objects.requireNonNull(owner.email()));
        assertThat(html(mail)).containsOnlyOnce("class=\"button\" href=\"" + link + "\"");
        assertThat(notifications(operator, "").path("items")).isEmpty();
        assertThat(notifications(owner, "").path("items")).isEmpty();
    }

    @Test
    void anInvitationIsMailedThoughTheEventThatBroughtItIsGone() {
        // A compacted topic keeps the latest event of a facility only.
        publish(EventKind.FACILITY_UPDATED, inviting(invitation), 3);

        assertThat(text(awaitMails(operator, 1).getFirst())).contains(token(invitation));
    }

    @Test
    void theTokenOfALinkIsStoredNowhere() throws SQLException {
        mailServer.goAway();
        publish(EventKind.OPERATOR_INVITED, inviting(invitation), 1);
        await().atMost(PATIENCE).until(() -> attempts() >= 1);
        assertThat(tablesWith(token(invitation))).isEmpty();

        mailServer.comeBack();

        assertThat(text(awaitMails(operator, 1).getFirst())).contains(token(invitation));
        await().atMost(PATIENCE).until(() -> "sent".equals(state()));
        assertThat(tablesWith(token(invitation))).isEmpty();
        assertThat(tablesWith(Objects.requireNonNull(operator.email()))).contains("mails");
    }

    @Test
    void anInvitationThatWasMailedButNotNotedIsRepeatedWithTheSameLink() throws MessagingException {
        publish(EventKind.OPERATOR_INVITED, inviting(invitation), 1);
        awaitMails(operator, 1);
        await().atMost(PATIENCE).until(() -> "sent".equals(state()));

        // What a kill between the mail server's yes and the commit leaves behind, once the lease is over.
        change("update mails set state = 'waiting', finished_at = null, leased_until = now() where invitation_id = '%s'"
                .formatted(invitation.id()));

        List<MimeMessage> mails = awaitMails(operator, 2);
        assertThat(mails).allSatisfy(mail -> assertThat(text(mail)).contains(token(invitation)));
        assertThat(mails.getFirst().getMessageID()).isEqualTo(mails.getLast().getMessageID());
    }

    @Test
    void aReplacedInvitationIsNotSentAnyMore() {
        mailServer.goAway();
        publish(EventKind.OPERATOR_INVITED, inviting(invitation), 1);
        await().atMost(PATIENCE).until(() -> attempts() >= 1);
        FacilitySnapshot.Invitation later = invitation(tokens);
        publish(EventKind.OPERATOR_INVITED, inviting(later), 2);
        awaitMailOf(later);

        mailServer.comeBack();

        assertThat(text(awaitMails(operator, 1).getFirst())).contains(token(later));
        await().atMost(PATIENCE).until(() -> "dropped".equals(stateOf(invitation)));
        assertThat(mails(operator)).hasSize(1);
    }

    @Test
    void anInvitationThatExpiredUnsentIsToldToTheOwner() {
        mailServer.goAway();
        publish(EventKind.OPERATOR_INVITED, inviting(invitation), 1);
        awaitMailOf(invitation);
        change("update facilities set invitation_expires_at = now() where id = '%s'".formatted(facility));

        await().atMost(PATIENCE).until(() -> "refused".equals(stateOf(invitation)));
        assertThat(kinds(owner, 1)).containsExactly("invitation_undeliverable");
    }

    @Test
    void aDeadAddressIsToldToTheOwnerAndTheFacilityService() {
        var nobody = new Person(null, null, "dead-" + UUID.randomUUID() + "@example.com");
        publish(EventKind.OPERATOR_INVITED,
                snapshot(new FacilitySnapshot.Operator(nobody, OperatorStatus.INVITED, invitation), null), 1);

        JsonNode notification = awaitNotifications(owner, 1).path(0);
        assertThat(notification.path("kind").asString()).isEqualTo("invitation_undeliverable");
        assertThat(notification.path("body").asString()).contains(Objects.requireNonNull(nobody.email()));
        assertThat(awaitMails(owner, 1)).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deliveries()).singleElement()
                        .satisfies(told -> assertThat(told.invitationId()).isEqualTo(invitation.id())));
        assertThat(query("select state || ': ' || last_error from mails where recipient = '%s'"
                .formatted(nobody.email()))).isEqualTo("refused: refused by the mail server with 550");
    }

    @Test
    void theOwnerIsAskedToConfirmAndAnUnconfirmedOperatorIsToldNothing() {
        publish(EventKind.OPERATOR_ASSIGNED, withOperator(OperatorStatus.UNCONFIRMED), 1);
        publish(authorizationFailed());

        assertThat(kinds(owner, 2)).containsExactlyInAnyOrder("operator_accepted", "authorization_failed");
        assertThat(awaitMails(owner, 2)).anySatisfy(
                mail -> assertThat(mail.getSubject()).isEqualTo("Please confirm the operator of Sunny Yard"));
        assertThat(mails(operator)).isEmpty();

        publish(EventKind.OPERATOR_ASSIGNED, withOperator(OperatorStatus.ACCEPTED), 2);

        assertThat(awaitNotifications(operator, 1).path(0).path("title").asString())
                .isEqualTo("You are now the operator of Sunny Yard");
        assertThat(kinds(owner, 3)).hasSize(3);
    }

    @Test
    void anAcceptedInvitationIsToldToTheOwnerOnce() {
        Event<FacilitySnapshot> event = publish(EventKind.OPERATOR_ASSIGNED, withOperator(OperatorStatus.ACCEPTED), 1);
        kafka.publish(Topic.FACILITIES, event);
        awaitHeard(publish(EventKind.FACILITY_UPDATED, withOperator(OperatorStatus.ACCEPTED), 2));
        awaitEverythingTold();

        assertThat(awaitNotifications(owner, 1)).singleElement()
                .satisfies(told -> assertThat(told.path("title").asString())
                        .isEqualTo("operator is now the operator of Sunny Yard"));
        assertThat(awaitMails(owner, 1)).hasSize(1);
        assertThat(notifications(operator, "").path("items")).isEmpty();
    }

    @Test
    void aWithdrawnOperatorIsToldThatAndNothingElse() throws MessagingException {
        mailServer.goAway();
        publish(withOperator(OperatorStatus.ACCEPTED), 1);
        publish(authorizationFailed());
        awaitNotifications(operator, 1);
        publish(EventKind.OPERATOR_WITHDRAWN,
                snapshot(null, new FacilitySnapshot.Operator(operator, OperatorStatus.ACCEPTED)), 2);
        assertThat(kinds(operator, 2)).contains("operator_withdrawn");
        mailServer.comeBack();
        publish(authorizationFailed());

        assertThat(awaitMails(owner, 2)).hasSize(2);
        awaitEverythingTold();
        assertThat(awaitMails(operator, 1)).hasSize(1);
        assertThat(mails(operator).getFirst().getSubject()).isEqualTo("You no longer operate Sunny Yard");
        assertThat(kinds(operator, 2)).hasSize(2);
    }

    @Test
    void aWithdrawnInvitationIsTakenBackPolitely() throws MessagingException {
        publish(EventKind.OPERATOR_WITHDRAWN,
                snapshot(null, new FacilitySnapshot.Operator(invited, OperatorStatus.INVITED)), 2);

        assertThat(awaitMails(operator, 1).getFirst().getSubject())
                .isEqualTo("The invitation to operate Sunny Yard was withdrawn");
    }

    private FacilitySnapshot inviting(FacilitySnapshot.Invitation waiting) {
        return snapshot(new FacilitySnapshot.Operator(invited, OperatorStatus.INVITED, waiting), null);
    }

    private FacilitySnapshot snapshot(FacilitySnapshot.@Nullable Operator present,
            FacilitySnapshot.@Nullable Operator withdrawn) {
        return new FacilitySnapshot(facility, "Sunny Yard", OwnerRole.OWNER, RegistrationStatus.COMPLETE, owner,
                present, "pge", false, withdrawn, null);
    }

    private static FacilitySnapshot.Invitation invitation(InvitationTokens tokens) {
        return new FacilitySnapshot.Invitation(Ids.next(), tokens.currentKey(), Instant.now().plus(7, ChronoUnit.DAYS));
    }

    private String token(FacilitySnapshot.Invitation of) {
        return tokens.token(of.id(), of.keyId());
    }

    private List<String> kinds(Person person, int count) {
        return awaitNotifications(person, count).valueStream().map(item -> item.path("kind").asString()).toList();
    }

    private List<InvitationUndeliverable> deliveries() {
        return kafka.events(Topic.INVITATION_DELIVERIES, event -> event.subject().equals(facility.toString()))
                .stream()
                .map(event -> (InvitationUndeliverable) event.data())
                .toList();
    }

    private int attempts() {
        String attempts = query("select attempts from mails where recipient = '%s'".formatted(operator.email()));
        return attempts == null ? 0 : Integer.parseInt(attempts);
    }

    private String state() {
        return String.valueOf(query("select state from mails where recipient = '%s'".formatted(operator.email())));
    }

    private String stateOf(FacilitySnapshot.Invitation of) {
        return String.valueOf(query("select state from mails where invitation_id = '%s'".formatted(of.id())));
    }

    private void awaitMailOf(FacilitySnapshot.Invitation of) {
        await().atMost(PATIENCE).until(() -> stateOf(of), "waiting"::equals);
    }

    /** Every table of the database in one of whose rows the words stand. */
    private List<String> tablesWith(String words) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                ResultSet tables = connection.getMetaData()
                        .getTables(null, "public", "%", new String[]{"TABLE"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                try (ResultSet rows = statement.executeQuery(
                        "select 1 from %1$s where strpos(%1$s::text, '%2$s') > 0 limit 1".formatted(table, words))) {
                    if (rows.next()) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }
}
