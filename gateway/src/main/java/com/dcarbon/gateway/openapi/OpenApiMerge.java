// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.openapi;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.dcarbon.gateway.Service;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes one OpenAPI document of several, under the gateway's address and without what is not reachable through it. */
final class OpenApiMerge {
    private static final String UNAVAILABLE = "x-unavailable-services";

    private final URI publicUrl;

    OpenApiMerge(URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** One service's document as seen through the gateway. */
    ObjectNode throughGateway(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        copy.putArray("servers").addObject().put("url", publicUrl.toString());
        if (copy.path("paths") instanceof ObjectNode paths) {
            paths.remove(paths.propertyNames().stream().filter(OpenApiMerge::isClosed).toList());
        }
        return copy;
    }

    /**
     * One document of all.
     *
     * @param unavailable services that could not be asked; the document names them
     */
    ObjectNode merge(List<ServiceDocument> documents, Collection<Service> unavailable) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.put("openapi", "3.1.0");
        merged.putObject("info")
                .put("title", "DCarbon platform")
                .put("version", "1")
                .put("description", "Utility meter data, with consent, for renewable energy certificates.");
        merged.putArray("servers").addObject().put("url", publicUrl.toString());
        merged.putArray("tags");
        merged.putObject("paths");
        merged.putObject("components");
        Set<String> operations = new HashSet<>();
        for (ServiceDocument document : documents) {
            add(merged, document, operations);
        }
        if (!unavailable.isEmpty()) {
            var names = merged.putArray(UNAVAILABLE);
            unavailable.forEach(service -> names.add(service.id()));
        }
        return merged;
    }

    private void add(ObjectNode merged, ServiceDocument added, Set<String> operations) {
        ObjectNode components = (ObjectNode) merged.path("components");
        ObjectNode document = throughGateway(ComponentNames.distinguish(added, components));
        document.path("components").forEachEntry((section, named) -> named
                .forEachEntry((name, component) -> components.withObjectProperty(section).set(name, component)));
        document.path("paths").forEachEntry((path, operationsOfPath) -> {
            inheritSecurity(document, operationsOfPath);
            renameOperations(operationsOfPath, added.service().id(), operations);
            merged.withObjectProperty("paths").withObjectProperty(path).setAll((ObjectNode) operationsOfPath);
        });
        addTags(merged, document);
    }

    /** A document's own default would be lost in the merged one. */
    private static void inheritSecurity(ObjectNode document, JsonNode operationsOfPath) {
        if (!document.has("security")) {
            return;
        }
        operationsOfPath.forEach(operation -> {
            if (operation instanceof ObjectNode object && object.has("responses") && !object.has("security")) {
                object.set("security", document.path("security"));
            }
        });
    }

    /** Operation ids must be unique in a document. */
    private static void renameOperations(JsonNode operationsOfPath, String service, Set<String> operations) {
        operationsOfPath.forEach(operation -> {
            String id = operation.path("operationId").asString("");
            if (!id.isEmpty() && !operations.add(id)) {
                String renamed = service + "_" + id;
                operations.add(renamed);
                ((ObjectNode) operation).put("operationId", renamed);
            }
        });
    }

    private static void addTags(ObjectNode merged, ObjectNode document) {
        var tags = merged.withArrayProperty("tags");
        for (JsonNode tag : document.path("tags")) {
            boolean known = tags.valueStream().anyMatch(other -> other.path("name").equals(tag.path("name")));
            if (!known) {
                tags.add(tag);
            }
        }
    }

    private static boolean isClosed(String path) {
        return path.equals("/internal") || path.startsWith("/internal/") || path.startsWith("/actuator");
    }
}
