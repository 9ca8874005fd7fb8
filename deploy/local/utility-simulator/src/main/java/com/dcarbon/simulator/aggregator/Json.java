// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON with every attribute in it, null or not, and answers of it. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array(Iterable<String> values) {
        ArrayNode array = MAPPER.createArrayNode();
        values.forEach(array::add);
        return array;
    }

    static ArrayNode objects(List<ObjectNode> objects) {
        return MAPPER.createArrayNode().addAll(objects);
    }

    static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
    }

    /** The object in the body; an empty one for no body. */
    static ObjectNode read(String body) {
        if (body.isBlank()) {
            return object();
        }
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new RefusedException(400, "invalid_param", "The body is not valid JSON");
        }
        throw new RefusedException(400, "invalid_param", "The body must be a JSON object");
    }

    /** The text of an attribute; null if it is absent, null or blank. */
    static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isValueNode() && !value.isNull() && !value.asString().isBlank() ? value.asString() : null;
    }

    static Mono<ServerResponse> ok(JsonNode node) {
        return answer(200, node);
    }

    static Mono<ServerResponse> refused(RefusedException refused) {
        ObjectNode body = object().put("error", refused.code())
                .put("error_description", refused.description())
                .put("url", (String) null);
        return answer(refused.status(), body);
    }

    private static Mono<ServerResponse> answer(int status, JsonNode node) {
        return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).bodyValue(bytes(node));
    }
}
