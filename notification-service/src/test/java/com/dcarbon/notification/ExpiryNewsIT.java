// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.mail.MessagingException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;

class ExpiryNewsIT extends Scene {
    private final UUID authorization = Ids.next();

    @Autowired
    ExpiryNewsIT(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database,
            @LocalServerPort int port) {
        super(kafka, identityProvider, database, port);
    }

    @Test
    void theEndIsAnnouncedOnceAtEachTimeConfigured() throws MessagingException {
        publish(operatedByItsOwner(), 1);
        publish(AuthStatus.AUTHORIZED, in(20), 1);
        assertThat(awaitMails(owner, 1).getFirst().getSubject()).startsWith("The authorization with PG&E ends on ");

        // The utility counts from each of its answers: the same end, told anew.
        publish(AuthStatus.AUTHORIZED, in(20).plusSeconds(3600), 2);
        awaitVersion(2);
        change("update authorizations set expires_at = now() + interval '6 days' where id = '%s'"
                .formatted(authorization));

        assertThat(awaitMails(owner, 2)).hasSize(2);
        assertThat(query("select announced from authorizations where id = '%s'".formatted(authorization)))
                .isEqualTo(Long.toString(Duration.ofDays(7).toSeconds()));
        assertThat(awaitNotifications(owner, 2)).hasSize(2);
    }

    @Test
    void anotherEndAfterARenewalIsAnnouncedAgain() {
        publish(operatedByItsOwner(), 1);
        publish(AuthStatus.AUTHORIZED, in(3), 1);
        awaitNotifications(owner, 1);
        publish(AuthStatus.AUTHORIZED, in(25), 2);

        assertThat(awaitNotifications(owner, 2)).hasSize(2)
                .allSatisfy(told -> assertThat(told.path("kind").asString()).isEqualTo("authorization_expiring"));
    }

    @Test
    void whatIsFarOffOrOverOrWithoutEndIsNotAnnounced() {
        publish(operatedByItsOwner(), 1);
        publish(AuthStatus.AUTHORIZED, in(40), 1);
        publish(AuthStatus.AUTHORIZED, null, 2);
        publish(AuthStatus.REVOKED, in(3), 4);
        publish(AuthStatus.AUTHORIZED, in(3), 3);
        awaitVersion(4);
        publish(authorizationCreated());

        awaitNotifications(owner, 1);
        assertThat(query("select announced from authorizations where id = '%s'".formatted(authorization))).isNull();
        assertThat(notifications(owner, "").path("items")).hasSize(1);
    }

    private void publish(AuthStatus status, @Nullable Instant end, long version) {
        publish(EventKind.AUTHORIZATION_CHANGED, new AuthorizationSnapshot(facility, authorization, "pge", "PG&E",
                AuthMethod.GREEN_BUTTON, status, null, null, "olivia", 1, NOW, NOW, NOW, null, end), version);
    }

    private void awaitVersion(long version) {
        await().atMost(PATIENCE)
                .until(() -> Long.toString(version)
                        .equals(query("select version from authorizations where id = '%s'".formatted(authorization))));
    }

    private static Instant in(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }
}
