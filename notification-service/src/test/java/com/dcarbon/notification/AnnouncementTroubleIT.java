// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import com.dcarbon.events.facility.Person;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;

/** Beside the test's own facility there is one whose news have waited longest, and cannot be told. */
class AnnouncementTroubleIT extends Scene {
    private static final Pattern SOME_WAIT = Pattern.compile("(?m)^dcarbon_announcement_waiting\\S* [1-9]");

    private final UUID troubled = UUID.randomUUID();
    private final Person troubledOwner = person("troubled");

    @Autowired
    AnnouncementTroubleIT(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database,
            @LocalServerPort int port) {
        super(kafka, identityProvider, database, port);
    }

    @BeforeEach
    void hearWhatCannotBeTold() {
        change("""
                insert into facilities (id, version, name, owner_role, owner_id, owner_name, owner_email, discarded)
                values ('%s', 1, 'Troubled Yard', 'owner_operator', '%s', 'Tom', '%s', false)"""
                .formatted(troubled, troubledOwner.userId(), addressThatNoIndexTakes()));
        change("""
                insert into announcements (id, kind, facility_id, facts, heard_at)
                values (gen_random_uuid(), 'authorization_succeeded', '%s', '{"provider_id": "pge"}',
                        now() - interval '1 hour')"""
                .formatted(troubled));
    }

    @AfterEach
    void forgetIt() {
        change("delete from announcements where facility_id = '%s'".formatted(troubled));
    }

    @Test
    void whatCannotBeToldHoldsUpNothingElse() {
        publish(operatedByItsOwner(), 1);
        publish(authorizationCreated());

        assertThat(awaitMails(owner, 1)).hasSize(1);
        assertThat(awaitNotifications(owner, 1)).hasSize(1);
    }

    @Test
    void whatCannotBeToldIsTriedAgainUntilItCan() {
        await().atMost(PATIENCE).until(() -> failedAttempts() >= 2);
        assertThat(notifications(troubledOwner, "").path("items")).isEmpty();

        change("update facilities set owner_email = '%s' where id = '%s'".formatted(troubledOwner.email(), troubled));

        assertThat(awaitMails(troubledOwner, 1)).hasSize(1);
        assertThat(awaitNotifications(troubledOwner, 1)).hasSize(1);
        assertThat(query("select 1 from announcements where facility_id = '%s'".formatted(troubled))).isNull();
    }

    @Test
    void metricsTellThatSomethingWaits() {
        await().atMost(PATIENCE).until(() -> SOME_WAIT.matcher(metrics()).find());
        assertThat(metrics()).contains("dcarbon_announcement_oldest_age_seconds");
    }

    private int failedAttempts() {
        String attempts = query("select attempts from announcements where facility_id = '%s'".formatted(troubled));
        return attempts == null ? 0 : Integer.parseInt(attempts);
    }

    /** Longer than PostgreSQL's limit for an index entry, and random so that it cannot be compressed below it. */
    private static String addressThatNoIndexTakes() {
        byte[] name = new byte[4_000];
        ThreadLocalRandom.current().nextBytes(name);
        return HexFormat.of().formatHex(name) + "@example.com";
    }
}
