// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the service at that address says about itself. */
public record ApiDocument(JsonNode json) {

    /** Not by WebTestClient: after this large body its next call on the same connection waited in vain now and then. */
    public static ApiDocument of(String address) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v3/api-docs")).build();
            return new ApiDocument(
                    JsonMapper.shared().readTree(client.send(request, BodyHandlers.ofString()).body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What is in the answer otherwise than the schema says; empty if all is as it says. */
    public String mistakes(String schema, JsonNode answer) {
        ObjectNode root = JsonMapper.shared().createObjectNode().put("$ref", "#/components/schemas/" + schema);
        root.set("components", json.path("components"));
        var found = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON)
                .validate(answer.toString(), InputFormat.JSON);
        return found.isEmpty() ? "" : found.toString();
    }
}
