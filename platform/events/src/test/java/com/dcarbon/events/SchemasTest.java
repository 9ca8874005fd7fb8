// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SchemasTest {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @EnumSource
    void everyKindHasAValidSchemaUnderItsUri(EventKind kind) {
        JsonNode schema = Contract.schema(kind);

        assertThat(schema.path("$id").asString()).isEqualTo(kind.dataSchema().toString());
        assertThat(schema.path("$schema").asString()).isEqualTo(DRAFT);
        assertThat(errors(registry.getSchema(SchemaLocation.of(DRAFT)), schema)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatWeWriteIsWhatTheSchemaPromises(EventKind kind) {
        EventData data = EventJson.read(Contract.bytesOf(Contract.sample(kind, "v1")), kind.dataType());

        assertThat(errors(kind, Contract.tree(EventJson.write(data)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void fieldsOfTomorrowAreAllowed(EventKind kind) {
        ObjectNode sample = (ObjectNode) Contract.sample(kind, "v1");
        sample.put("field_of_tomorrow", 1);

        assertThat(errors(kind, sample)).isEmpty();
        assertThat(EventJson.read(Contract.bytesOf(sample), kind.dataType())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void aMissingRequiredFieldIsNoticed(EventKind kind) {
        for (JsonNode required : Contract.schema(kind).path("required")) {
            ObjectNode sample = (ObjectNode) Contract.sample(kind, "v1");
            sample.remove(required.asString());
            assertThat(errors(kind, sample)).as(required.asString()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void idsAndTimesAreChecked(EventKind kind) {
        for (var field : Contract.sample(kind, "v1").properties()) {
            String format = Contract.schema(kind).path("properties").path(field.getKey()).path("format").asString("");
            if (!format.isEmpty()) {
                ObjectNode sample = (ObjectNode) Contract.sample(kind, "v1");
                sample.put(field.getKey(), "no " + format);
                assertThat(errors(kind, sample)).as(field.getKey()).isNotEmpty();
            }
        }
    }

    private List<Error> errors(EventKind kind, JsonNode data) {
        return errors(registry.getSchema(Contract.schema(kind)), data);
    }

    private static List<Error> errors(Schema schema, JsonNode data) {
        return schema.validate(data,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
