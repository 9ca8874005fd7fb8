// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.facility.FacilityTestBase;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API document says what the service answers. */
class DocumentIT extends FacilityTestBase {

    @Test
    void describesTheAnswersThatAreGiven() {
        UUID empty = register("owner");
        UUID full = register("owner_operator");
        patch(owner(), full, "\"1\"", """
                {'address':{'line1':'1 Market St'},'finance':{'type':'ppa'},'installer':{'system_size_kw_dc':12.5,
                 'commercial_operation_date':'2024-05-01'},'utility_provider':{'id':'pge'}}""").expectStatus().isOk();

        assertThat(mistakes("Facility", json(get(owner(), empty)))).isEmpty();
        assertThat(mistakes("Facility", json(get(owner(), full)))).isEmpty();
        assertThat(mistakes("FacilityList", json(owner().get().uri("/facilities").exchange()))).isEmpty();
        assertThat(mistakes("Utilities", json(owner().get().uri("/utilities").exchange()))).isEmpty();
        assertThat(mistakes("Problem", json(get(commercial("stranger"), full)))).isEmpty();
        assertThat(mistakes("Facility", JsonMapper.shared().createObjectNode())).contains("permissions");
    }

    private String mistakes(String schema, JsonNode answer) {
        ObjectNode root = JsonMapper.shared().createObjectNode().put("$ref", "#/components/schemas/" + schema);
        root.set("components", document().path("components"));
        var found = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON)
                .validate(answer.toString(), InputFormat.JSON);
        return found.isEmpty() ? "" : found.toString();
    }

    /** Not by WebTestClient: after this large body its next call on the same connection waited in vain now and then. */
    private JsonNode document() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/v3/api-docs")).build();
            return JsonMapper.shared().readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
