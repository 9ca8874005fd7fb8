// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.net.http.HttpHeaders;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API answered.
 *
 * @param call the method and path asked
 */
public record Answer(String call, int status, HttpHeaders headers, String text) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws StoryFailure with the whole answer if the status is another */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new StoryFailure("%s answered %d, not %d:\n%s".formatted(call, status, expected, text));
        }
        return this;
    }

    /** @throws StoryFailure if it is no JSON */
    public JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new StoryFailure("%s answered no JSON:\n%s".formatted(call, text), e);
        }
    }

    /** @throws StoryFailure if the header is missing */
    public String header(String name) {
        return headers.firstValue(name)
                .orElseThrow(() -> new StoryFailure("%s answered %d without %s".formatted(call, status, name)));
    }
}
