// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What came back, as it was written.
 *
 * @param status 0 if the connection ended without an answer
 * @param headers by lower-case name
 * @param text the body, or why there is no answer
 */
record RawAnswer(int status, Map<String, List<String>> headers, String text) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The first of that name, or empty text. */
    String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    boolean isProblem() {
        return header("Content-Type").startsWith("application/problem+json");
    }

    /** The body, or a missing node if it is no JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
