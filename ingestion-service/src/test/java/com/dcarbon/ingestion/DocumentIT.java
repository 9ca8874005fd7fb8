// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.espi.FeedFixture;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API document says what the service answers. */
class DocumentIT extends IngestionTestBase {

    @Test
    void describesTheAnswersThatAreGiven() throws Exception {
        facilityExists();
        JsonNode never = sync();
        neighbours.feedOf("customer-" + facility, FeedFixture.simple(19, 1_767_254_400, 900, 5, 6).xml());
        neighbours.authorize(authorization, "pge", "customer-" + facility);
        authorized("pge");
        JsonNode done = awaitSync("done");
        JsonNode meters = json(call(user(owner), "/meters?facility_id=" + facility));
        JsonNode raw = intervals(meters.path("items").get(0), "&start=2026-01-01&end=2026-01-02");

        String meter = meters.path("items").get(0).path("id").asString();
        database.sql("update meters set role = 'generation' where id = :id::uuid").bind("id", meter).then().block();
        JsonNode report = json(call(user(owner), "/facilities/" + facility + "/generation-report?month=2026-01"));

        assertThat(report.path("meters")).hasSize(1);
        assertThat(mistakes("/facilities/{id}/generation-report", report)).isEmpty();
        assertThat(mistakes("/meters/{id}", json(call(user(owner), "/meters/" + meter)))).isEmpty();
        assertThat(mistakes("/facilities/{id}/sync", never)).isEmpty();
        assertThat(mistakes("/facilities/{id}/sync", done)).isEmpty();
        assertThat(mistakes("/meters", meters)).isEmpty();
        assertThat(mistakes("/intervals", raw)).isEmpty();
        assertThat(mistakes("/intervals", JSON.createObjectNode())).contains("meter_id");
    }

    private String mistakes(String path, JsonNode answer) {
        JsonNode document = document();
        JsonNode schema = document.path("paths")
                .path(path)
                .path("get")
                .path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("schema");
        assertThat(schema.isMissingNode()).as(path).isFalse();
        ObjectNode root = ((ObjectNode) schema).deepCopy();
        root.set("components", document.path("components"));
        var found = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON)
                .validate(answer.toString(), InputFormat.JSON);
        return found.isEmpty() ? "" : found.toString();
    }

    private JsonNode document() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/v3/api-docs")).build();
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
