// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.audit.AuditServiceIT;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.testing.TestPostgres;

import tools.jackson.databind.JsonNode;

/** Whether the chain is unbroken, asked over HTTP. */
class VerifyIT extends AuditServiceIT {

    @Test
    void saysThatNothingWasChanged() {
        publish(audited("meters_imported", NOON));
        awaitEntries(1);

        JsonNode found = json("/verify");

        assertThat(found.path("valid").asBoolean()).isTrue();
        assertThat(found.path("entries").asLong()).isPositive();
        assertThat(found.path("first_broken").isNull()).isTrue();
        AuditRecord verified = (AuditRecord) kafka.awaitEvent(Topic.AUDIT,
                event -> event.type().equals("audit_log_verified")).data();
        assertThat(verified.userId()).isEqualTo("admin");
    }

    @Test
    void namesTheFirstBrokenEntry() throws SQLException {
        UUID id = publish(audited("meters_imported", NOON)).id();
        publish(audited("interval_data_imported", NOON));
        awaitEntries(2);

        asSuperuser("update audit_entries set event_type = 'something_else' where id = '%s'".formatted(id));
        JsonNode found = json("/verify");
        asSuperuser("update audit_entries set event_type = 'meters_imported' where id = '%s'".formatted(id));

        assertThat(found.path("valid").asBoolean()).isFalse();
        assertThat(found.path("first_broken").path("id").asString()).isEqualTo(id.toString());
        assertThat(found.path("first_broken").path("reason").asString()).isEqualTo("altered");
        assertThat(found.path("first_broken").path("day").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(json("/verify").path("valid").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"?from=2020-01-01&to=2020-02-01", "?from=2020-01-01T00:00:00Z&to=2020-01-01T00:00:00Z",
            "?to=2020-01-01", "?from=2999-01-01"})
    void looksOnlyAtTheRange(String range) {
        JsonNode found = json("/verify" + range);

        assertThat(found.path("valid").asBoolean()).isTrue();
        assertThat(found.path("entries").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"?from=yesterday, from", "?to=2026-13-01, to", "?from=2026-11-20&to=2026-11-18, to",
            "?from=%2B1000000000-12-31T23:59:59Z, from", "?to=0000-01-01, to"})
    void saysWhichFieldCannotBeMeant(String range, String field) {
        for (String call : new String[]{"/verify", "/roots"}) {
            get(admin(), call + range).expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(field);
        }
    }

    @Test
    void showsTheRootsOfTheDays() {
        publish(audited("meters_imported", NOON));
        awaitEntries(1);

        JsonNode day = json("/roots").path("items").path(0);

        assertThat(day.path("root").asString()).matches("[0-9a-f]{64}");
        assertThat(day.path("previous_root").asString()).isEqualTo("0".repeat(64));
        assertThat(day.path("entries").asLong()).isPositive();
        get(admin(), "/roots?cursor=YQ").expectStatus().isOk();
    }

    private void asSuperuser(String sql) throws SQLException {
        try (var connection = TestPostgres.connectAsSuperuser(database); var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        }
    }
}
