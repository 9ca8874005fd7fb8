// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;

class MailServerAwayIT extends Scene {
    private final BackgroundLoop forgetting;

    @Autowired
    MailServerAwayIT(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database,
            @Qualifier("mailForgettingLoop") BackgroundLoop forgetting, @LocalServerPort int port) {
        super(kafka, identityProvider, database, port);
        this.forgetting = forgetting;
    }

    @AfterEach
    void comeBack() {
        mailServer.comeBack();
    }

    @Test
    void mailsWaitForTheMailServerAndAreSentOnce() {
        mailServer.goAway();
        publish(operatedByItsOwner(), 1);
        publish(authorizationCreated());
        await().atMost(PATIENCE).until(() -> attempts() >= 2);
        assertThat(state()).isEqualTo("waiting");
        assertThat(awaitNotifications(owner, 1)).hasSize(1);

        mailServer.comeBack();

        await().atMost(PATIENCE).until(() -> "sent".equals(state()));
        assertThat(mails(owner)).hasSize(1);
    }

    @Test
    void aMailThatWaitedTooLongIsGivenUp() {
        mailServer.goAway();
        publish(operatedByItsOwner(), 1);
        publish(authorizationCreated());
        await().atMost(PATIENCE).until(() -> attempts() >= 1);
        change("update mails set created_at = now() - interval '73 hours' where recipient = '%s'"
                .formatted(owner.email()));

        await().atMost(PATIENCE).until(() -> "refused".equals(state()));
        assertThat(query("select last_error from mails where recipient = '%s'".formatted(owner.email())))
                .startsWith("given up")
                .contains("MailConnectException");
    }

    @Test
    void aMailThatWasTakenButNotNotedIsRepeatedUnderTheSameMessageId() throws MessagingException {
        // What a kill between the mail server's yes and the commit does: no note of the yes, and the lease stays.
        whenAMailIsNotedAsSent("raise exception 'killed'");
        assertThat(state()).isEqualTo("waiting");
        assertThat(mails(owner)).hasSize(1);

        change("update mails set leased_until = now() where recipient = '%s'".formatted(owner.email()));

        List<MimeMessage> mails = awaitMails(owner, 2);
        assertThat(mails.getFirst().getMessageID()).isEqualTo(mails.getLast().getMessageID());
        await().atMost(PATIENCE).until(() -> "sent".equals(state()));
        assertThat(attempts()).isEqualTo(2);
    }

    @Test
    void whoseLeaseIsLostNotesNothingAndIsCounted() {
        double before = leasesLost();

        // No row is changed, as when it is another's.
        whenAMailIsNotedAsSent("return null");

        await().atMost(PATIENCE).until(() -> leasesLost() == before + 1);
        assertThat(state()).isEqualTo("waiting");
    }

    /** The database does that once to the mail of an authorization; a sequence remembers it beyond the rollback. */
    private void whenAMailIsNotedAsSent(String statement) {
        change("create sequence happened");
        change("""
                create function happen() returns trigger language plpgsql as $$
                begin perform nextval('happened'); %s; end $$""".formatted(statement));
        change("""
                create trigger happen before update on mails for each row when (new.state = 'sent')
                execute function happen()""");
        try {
            publish(operatedByItsOwner(), 1);
            publish(authorizationCreated());
            await().atMost(PATIENCE).until(() -> "t".equals(query("select is_called from happened")));
        } finally {
            change("drop function happen() cascade");
            change("drop sequence happened");
        }
    }

    private double leasesLost() {
        return metrics().lines()
                .filter(line -> line.startsWith("dcarbon_leases_lost_total") && line.contains("work=\"mail\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void aMailInAnotherProcessesHandsIsLeftAlone() {
        mailServer.goAway();
        publish(operatedByItsOwner(), 1);
        publish(authorizationCreated());
        await().atMost(PATIENCE).until(() -> attempts() >= 1);
        // not out of the hands of our own process, which might be sending it just now
        await().atMost(PATIENCE).until(() -> "1".equals(query("""
                with taken as (
                    update mails set leased_until = now() + interval '1 hour'
                     where recipient = '%s' and (leased_until is null or leased_until <= now()) returning 1)
                select count(*) from taken""".formatted(owner.email()))));
        mailServer.comeBack();

        Person other = person("other");
        change("""
                insert into mails (id, announcement_id, recipient, subject, text_body, html_body, message_id,
                                   next_attempt_at)
                values (gen_random_uuid(), gen_random_uuid(), '%1$s', 's', 't', 'h', '<%1$s>',
                        now() + interval '3 seconds')"""
                .formatted(other.email()));

        awaitMails(other, 1);
        assertThat(mails(owner)).isEmpty();
    }

    @Test
    void anAddressThatIsNoneHoldsNobodyElseBack() {
        var nowhere = new Person(operator.userId(), "Omar", "no address at all " + operator.userId());
        publish(facility("Sunny Yard", OwnerRole.OWNER,
                new FacilitySnapshot.Operator(nowhere, OperatorStatus.ACCEPTED), false), 1);
        publish(authorizationCreated());

        awaitMails(owner, 1);
        await().atMost(PATIENCE)
                .until(() -> "refused"
                        .equals(query("select state from mails where recipient = '%s'".formatted(nowhere.email()))));
    }

    @Test
    void mailsAreForgottenOnceNobodyAsksForThemAnyMore() {
        finished("sent", 31);
        finished("sent", 29);
        finished("refused", 91);
        finished("dropped", 89);
        finished("waiting", 100);

        forgetting.wake();

        await().atMost(PATIENCE)
                .until(() -> query("""
                        select string_agg(state, ' ' order by state) from mails where recipient_name = '%s'"""
                        .formatted(facility)), "dropped sent waiting"::equals);
        change("delete from mails where recipient_name = '%s'".formatted(facility));
    }

    private void finished(String state, int daysAgo) {
        change("""
                insert into mails (id, announcement_id, recipient, recipient_name, subject, text_body, html_body,
                                   message_id, state, next_attempt_at, finished_at)
                values (gen_random_uuid(), gen_random_uuid(), 'someone@example.com', '%s', 's', 't', 'h',
                        gen_random_uuid(), '%s', now() + interval '1 day', now() - interval '%d days')"""
                .formatted(facility, state, daysAgo));
    }

    @Test
    void metricsTellWhatBecameOfMails() {
        publish(operatedByItsOwner(), 1);
        publish(authorizationCreated());
        awaitMails(owner, 1);
        await().atMost(PATIENCE).until(() -> "sent".equals(state()));

        assertThat(metrics()).contains("dcarbon_mail_attempts_total", "outcome=\"taken\"", "dcarbon_mail_waiting",
                "dcarbon_mail_oldest_age_seconds");
    }

    private int attempts() {
        String attempts = query("select attempts from mails where recipient = '%s'".formatted(owner.email()));
        return attempts == null ? 0 : Integer.parseInt(attempts);
    }

    private String state() {
        return String.valueOf(query("select state from mails where recipient = '%s'".formatted(owner.email())));
    }
}
