// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.dcarbon.gateway.Service;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OpenApiMergeTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final OpenApiMerge merge = new OpenApiMerge(URI.create("https://api.example.com"));

    @Test
    void unitesPathsUnderTheGatewaysAddress() {
        ObjectNode all = merge.merge(List.of(facility(), audit()), List.of());

        assertThat(all.path("paths").propertyNames()).containsExactly("/facilities", "/audit-logs");
        assertThat(all.at("/servers/0/url").asString()).isEqualTo("https://api.example.com");
        assertThat(all.has("x-unavailable-services")).isFalse();
    }

    @Test
    void leavesOutWhatIsNotReachableThroughTheGateway() {
        ObjectNode document = read("{'paths': {'/internal/tokens': {}, '/actuator/health': {}, '/meters': {}}}");

        assertThat(merge.throughGateway(document).path("paths").propertyNames()).containsExactly("/meters");
    }

    @Test
    void sharesAComponentThatIsTheSameEverywhere() {
        ObjectNode all = merge.merge(List.of(facility(), audit()), List.of());

        assertThat(all.at("/components/schemas").propertyNames()).contains("Problem").doesNotContain("audit_Problem");
    }

    @Test
    void renamesAComponentThatMeansSomethingElseAndWhoeverRefersToIt() {
        ObjectNode all = merge.merge(List.of(facility(), audit()), List.of());

        JsonNode schemas = all.at("/components/schemas");
        assertThat(schemas.at("/Item/title").asString()).isEqualTo("a facility");
        assertThat(schemas.at("/audit_Item/title").asString()).isEqualTo("an entry");
        assertThat(schemas.at("/Page/items/$ref").asString()).isEqualTo("#/components/schemas/Item");
        assertThat(schemas.at("/audit_Page/items/$ref").asString()).isEqualTo("#/components/schemas/audit_Item");
        assertThat(all.path("paths").path("/audit-logs").at("/get/responses/200/$ref").asString())
                .isEqualTo("#/components/schemas/audit_Page");
    }

    @Test
    void keepsOperationIdsUnique() {
        ObjectNode all = merge.merge(List.of(facility(), audit()), List.of());

        assertThat(all.path("paths").path("/facilities").at("/get/operationId").asString()).isEqualTo("list");
        assertThat(all.path("paths").path("/audit-logs").at("/get/operationId").asString()).isEqualTo("audit_list");
    }

    @Test
    void namesTheServicesThatAreMissing() {
        ObjectNode all = merge.merge(List.of(audit()), List.of(Service.FACILITY));

        assertThat(all.at("/x-unavailable-services/0").asString()).isEqualTo("facility");
    }

    private static ServiceDocument facility() {
        return new ServiceDocument(Service.FACILITY, document("/facilities", "a facility"));
    }

    private static ServiceDocument audit() {
        return new ServiceDocument(Service.AUDIT, document("/audit-logs", "an entry"));
    }

    private static ObjectNode document(String path, String itemTitle) {
        return read("""
                {'openapi': '3.1.0', 'servers': [{'url': 'http://10.0.0.1'}],
                 'tags': [{'name': 'records'}],
                 'paths': {'%s': {'get': {'operationId': 'list',
                   'responses': {'200': {'$ref': '#/components/schemas/Page'}}}}},
                 'components': {'schemas': {
                   'Problem': {'type': 'object'},
                   'Page': {'type': 'array', 'items': {'$ref': '#/components/schemas/Item'}},
                   'Item': {'type': 'object', 'title': '%s'}}}}
                """.formatted(path, itemTitle));
    }

    private static ObjectNode read(String json) {
        return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    }
}
