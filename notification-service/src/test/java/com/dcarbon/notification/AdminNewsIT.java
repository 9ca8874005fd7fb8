// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationTokenRotationFailed;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.intervals.ProviderDowntime;
import com.dcarbon.events.intervals.ProviderRecovered;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;
import com.dcarbon.testing.TestToken;

import tools.jackson.databind.JsonNode;

class AdminNewsIT extends Scene {
    private static final Person ON_CALL = new Person(null, null, "on-call@ops.example");

    private final KafkaProbe kafka;
    private final Person ada = person("ada");

    @Autowired
    AdminNewsIT(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database,
            @LocalServerPort int port) {
        super(kafka, identityProvider, database, port);
        this.kafka = kafka;
    }

    @Test
    void aUtilitysDowntimeIsToldToAdministratorsOnce() {
        notifications(ada, "");
        int before = mails(ON_CALL).size();
        Event<ProviderDowntime> down = new Event<>(Ids.next(), EventKind.PROVIDER_DOWNTIME.typeName(),
                "/ingestion-service", NOW, "pge", 1, new ProviderDowntime("pge", NOW, NOW));
        kafka.publish(Topic.INTERVAL_DATA, down);
        kafka.publish(Topic.INTERVAL_DATA, down);
        kafka.publish(Topic.INTERVAL_DATA, new Event<>(Ids.next(), EventKind.PROVIDER_RECOVERED.typeName(),
                "/ingestion-service", NOW, "pge", 2, new ProviderRecovered("pge", NOW, NOW)));

        List<MimeMessage> mails = awaitMails(ON_CALL, before + 2);
        assertThat(mails).hasSize(before + 2);
        assertThat(awaitNotifications(ada, 2).valueStream().map(item -> item.path("kind").asString()))
                .containsExactly("provider_recovered", "provider_downtime");
        JsonNode told = notifications(ada, "").path("items").path(1);
        assertThat(told.path("title").asString())
                .isEqualTo("PG&E has not answered since 20 November 2026, 08:15 UTC");
        assertThat(told.path("facility_id").isNull()).isTrue();
        assertThat(mails(ada)).isEmpty();
    }

    @Test
    void aFailedRotationIsToldToPeopleAndAdministrators() {
        int before = mails(ON_CALL).size();
        publish(operatedByItsOwner(), 1);
        publish(EventKind.AUTHORIZATION_TOKEN_ROTATION_FAILED,
                new AuthorizationTokenRotationFailed(facility, Ids.next(), AuthMethod.GREEN_BUTTON, "pge", NOW, 1,
                        "utility_error", "PG&E had a problem.", "You need not do anything.", true),
                3);

        assertThat(awaitMails(ON_CALL, before + 1)).anySatisfy(
                mail -> assertThat(text(mail))
                        .contains("Sunny Yard at PG&E could not be rotated: PG&E had a problem."));
        assertThat(awaitNotifications(owner, 1).path(0).path("kind").asString()).isEqualTo("token_rotation_failed");
        assertThat(awaitMails(owner, 1)).hasSize(1);
    }

    @Override
    TestToken token(Person person) {
        return person.equals(ada)
                ? identityProvider().user(String.valueOf(ada.userId()), "admin")
                : super.token(person);
    }
}
