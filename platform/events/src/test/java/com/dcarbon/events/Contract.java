// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published files of the contract, as the tests read them. */
final class Contract {
    private static final ObjectMapper JSON = JsonMapper.shared();
    private static final ObjectMapper YAML = new YAMLMapper();

    private Contract() {}

    static JsonNode schema(EventKind kind) {
        return json("/schemas/" + kind.schemaFile());
    }

    static JsonNode releasedSchema(String version, EventKind kind) {
        return json("/released/%s/%s".formatted(version, kind.schemaFile()));
    }

    static JsonNode sample(EventKind kind, String version) {
        return json("/samples/%s/%s.json".formatted(kind.name().toLowerCase(Locale.ROOT), version));
    }

    static JsonNode asyncApi() {
        return YAML.readTree(bytes("/asyncapi.yaml"));
    }

    static JsonNode tree(byte[] json) {
        return JSON.readTree(json);
    }

    static byte[] bytesOf(JsonNode json) {
        return JSON.writeValueAsBytes(json);
    }

    private static JsonNode json(String resource) {
        return tree(bytes(resource));
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Contract.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("missing: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
