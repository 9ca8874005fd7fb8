// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventJson;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.Invitation;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.platform.invitation.InvitationTokens;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/** What others hear of operators, and what nobody ever hears: the token. */
class OperatorPublicationIT extends OperatorTestBase {

    @Test
    void tellsTheOthersOfEachStep() {
        UUID facility = invited();
        String token = token(facility);
        accept(operator(), token).expectStatus().isOk();
        withdraw(owner(), facility).expectStatus().isNoContent();

        List<Event<?>> events = events(facility, 4);

        assertThat(events).extracting(Event::type).containsExactly("facility_registered", "operator_invited",
                "operator_assigned", "operator_withdrawn");
        assertThat(events).extracting(Event::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(snapshot(events.get(1)).registrationStatus()).isEqualTo(RegistrationStatus.COMPLETE);
        FacilitySnapshot.Operator invited = Objects.requireNonNull(snapshot(events.get(1)).operator());
        assertThat(invited.person()).isEqualTo(new Person(null, null, invitedEmail));
        assertThat(invited.status()).isEqualTo(OperatorStatus.INVITED);
        assertThat(token).isEqualTo(derived(Objects.requireNonNull(invited.invitation())));
        FacilitySnapshot.Operator assigned = Objects.requireNonNull(snapshot(events.get(2)).operator());
        assertThat(assigned.person().userId()).isEqualTo(operator);
        assertThat(assigned.person().email()).isEqualTo(invitedEmail);
        assertThat(assigned.status()).isEqualTo(OperatorStatus.ACCEPTED);
        assertThat(assigned.invitation()).isNull();
        assertThat(snapshot(events.get(3)).operator()).isNull();
        assertThat(snapshot(events.get(3)).withdrawnOperator()).isEqualTo(assigned);
        assertThat(snapshot(events.get(2)).withdrawnOperator()).isNull();
        assertThat(events).allSatisfy(event -> assertThat(mistakes(event)).isEmpty());
    }

    private String derived(Invitation invitation) {
        return tokenOf(invitation.id(), invitation.keyId());
    }

    @Test
    void recordsEachStepForTheAuditLog() {
        UUID facility = unconfirmed();
        confirm(owner(), facility).expectStatus().isOk();
        withdraw(owner(), facility).expectStatus().isNoContent();

        AuditRecord withdrawn = audited(facility, "operator_withdrawn").getFirst();
        AuditRecord invited = audited(facility, "operator_invited").getFirst();
        List<AuditRecord> assigned = audited(facility, "operator_assigned");

        String boss = "boss-" + invitedEmail;
        assertThat(invited.userId()).isEqualTo(owner);
        assertThat(invited.ipAddress()).isEqualTo("127.0.0.1");
        assertThat(invited.details()).containsEntry("email", boss).containsEntry("former_email", null)
                .containsKeys("invitation_id", "expires_at");
        assertThat(assigned).extracting(AuditRecord::userId).containsExactly(operator, owner);
        assertThat(assigned).extracting(AuditRecord::ipAddress).containsOnly("127.0.0.1");
        assertThat(assigned.getFirst().details()).isEqualTo(Map.of("email", boss, "status", "unconfirmed", "user_id",
                operator, "user_email", invitedEmail));
        assertThat(assigned.getLast().details()).containsEntry("status", "accepted");
        assertThat(withdrawn.userId()).isEqualTo(owner);
        assertThat(withdrawn.details()).containsEntry("user_id", operator).containsEntry("status", "accepted");
    }

    @Test
    void leavesTheTokenNowhere() throws SQLException {
        UUID facility = invited();
        String waiting = token(facility);
        preview(waiting).expectStatus().isOk();
        resend(owner(), facility, "{}").expectStatus().isOk();
        String taken = token(facility);
        accept(commercial("stranger-" + UUID.randomUUID()), taken).expectStatus().isOk();
        accept(operator(), taken).expectStatus().isNotFound();
        events(facility, 4);
        audited(facility, "operator_assigned");

        String stored = everythingStored();
        String told = Stream.of(Topic.FACILITIES, Topic.AUDIT)
                .flatMap(topic -> kafka.records(topic.topicName()).stream())
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .reduce("", String::concat);

        assertThat(stored).contains(InvitationTokens.hash(taken), facility.toString());
        assertThat(told).contains(facility.toString());
        for (String token : List.of(waiting, taken)) {
            assertThat(stored.contains(token)).as("in the database").isFalse();
            assertThat(told.contains(token) || told.contains(InvitationTokens.hash(token))).as("on Kafka").isFalse();
        }
    }

    /** Every row of every table, as text. */
    private String everythingStored() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            for (String table : tables(connection)) {
                try (var rows = statement.executeQuery("select t::text from " + table + " t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    /** The records of that type once there is one, in the order in which they were written. */
    private List<AuditRecord> audited(UUID facility, String type) {
        kafka.awaitEvent(Topic.AUDIT, event -> isOf(event, facility) && event.type().equals(type));
        return kafka.events(Topic.AUDIT, event -> isOf(event, facility) && event.type().equals(type))
                .stream()
                .map(event -> (AuditRecord) event.data())
                .toList();
    }

    private static String mistakes(Event<?> event) {
        String file = "schemas/" + EventKind.OPERATOR_INVITED.schemaFile();
        var found = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Objects.requireNonNull(EventKind.class.getClassLoader().getResourceAsStream(file), file))
                .validate(new String(EventJson.write(event.data()), StandardCharsets.UTF_8), InputFormat.JSON);
        return found.isEmpty() ? "" : found.toString();
    }
}
