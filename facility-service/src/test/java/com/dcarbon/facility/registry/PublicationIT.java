// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.testing.KafkaProbe;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

class PublicationIT extends FacilityTestBase {
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void tellsTheOthersOfEachChangeInOrder() {
        UUID id = register("owner_operator");
        patch(owner(), id, "\"1\"", "{'name':'Carport','utility_provider':{'id':'sce'}}").expectStatus().isOk();
        patch(owner(), id, "\"2\"", "{}").expectStatus().isOk();
        owner().delete().uri("/facilities/" + id).exchange().expectStatus().isNoContent();

        kafka.awaitEvent(Topic.FACILITIES, event -> isOf(event, id) && snapshot(event).discarded());

        List<Event<?>> events = kafka.events(Topic.FACILITIES, event -> isOf(event, id));
        assertThat(events).extracting(Event::type)
                .containsExactly("facility_registered", "facility_updated", "facility_updated");
        assertThat(events).extracting(Event::sequence).containsExactly(1L, 2L, 3L);
        assertThat(events).allSatisfy(event -> assertThat(event.source()).isEqualTo("/facility-service"));
        Person person = new Person(owner, capitalised(owner), owner + "@example.com");
        assertThat(snapshot(events.getFirst())).isEqualTo(new FacilitySnapshot(id, "Roof", OwnerRole.OWNER_OPERATOR,
                RegistrationStatus.IN_PROGRESS, person, null, null, false));
        assertThat(snapshot(events.get(1))).isEqualTo(new FacilitySnapshot(id, "Carport", OwnerRole.OWNER_OPERATOR,
                RegistrationStatus.IN_PROGRESS, person, null, "sce", false));
    }

    @Test
    void writesWhatTheSchemaPromisesUnderTheFacilitysKey() {
        UUID id = register("owner");

        ConsumerRecord<String, byte[]> message = kafka.awaitRecord(Topic.FACILITIES.topicName(),
                found -> id.toString().equals(found.key()));

        assertThat(header(message, "ce_type")).isEqualTo("facility_registered");
        assertThat(header(message, "ce_subject")).isEqualTo(id.toString());
        assertThat(header(message, "ce_dataschema")).isEqualTo(EventKind.FACILITY_REGISTERED.dataSchema().toString());
        assertThat(schema().validate(new String(message.value(), StandardCharsets.UTF_8), InputFormat.JSON)).isEmpty();
    }

    @Test
    void recordsWhoDidItForTheAuditLog() {
        UUID id = register("owner");
        patch(owner(), id, "\"1\"", "{'finance':{'type':'loan','company':'Sunbank'}}").expectStatus().isOk();

        AuditRecord registered = audited(id, "facility_registered");
        AuditRecord updated = audited(id, "facility_updated");

        assertThat(registered.userId()).isEqualTo(owner);
        assertThat(registered.ipAddress()).isEqualTo("127.0.0.1");
        assertThat(registered.details()).isEqualTo(Map.of("owner_role", "owner"));
        assertThat(updated.details()).isEqualTo(Map.of("fields", List.of("finance")));
    }

    private AuditRecord audited(UUID id, String type) {
        return (AuditRecord) kafka
                .awaitEvent(Topic.AUDIT, event -> event.subject().equals(id.toString()) && event.type().equals(type))
                .data();
    }

    private static Schema schema() {
        String file = "schemas/" + EventKind.FACILITY_REGISTERED.schemaFile();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Objects.requireNonNull(EventKind.class.getClassLoader().getResourceAsStream(file), file));
    }

    private static boolean isOf(Event<?> event, UUID id) {
        return event.subject().equals(id.toString());
    }

    private static FacilitySnapshot snapshot(Event<?> event) {
        return (FacilitySnapshot) event.data();
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
