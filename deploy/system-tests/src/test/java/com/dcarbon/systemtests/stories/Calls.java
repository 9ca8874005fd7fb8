// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;

import tools.jackson.databind.JsonNode;

/** Every call that is about one facility and what belongs to it, tried by people who may not. */
final class Calls {
    private static final Map<String, String> EMAIL = Map.of("email", "someone@elsewhere.example");

    private Calls() {}

    /**
     * A call to try.
     *
     * @param body null for none
     */
    record Call(String method, String path, @Nullable Object body) {

        Answer by(Api api) {
            return api.send(method, path, body, method.equals("PATCH") ? Map.of("If-Match", "\"1\"") : Map.of());
        }
    }

    /** What only the owner may do with a facility. */
    static List<Call> ofOwner(String facility) {
        String path = "/facilities/" + facility;
        return List.of(new Call("PATCH", path, Map.of("name", "Mine now")), new Call("DELETE", path, null),
                new Call("PUT", path + "/operator-invitation", EMAIL),
                new Call("POST", path + "/operator-invitation/resend", EMAIL),
                new Call("POST", path + "/operator/confirm", Map.of()),
                new Call("DELETE", path + "/operator", null));
    }

    /** What whoever authorizes may do. */
    static List<Call> ofAuthorizer(String facility) {
        return List.of(
                new Call("PUT", "/facilities/" + facility + "/utility-provider",
                        Map.of("provider_id", "sce", "confirm", true)),
                new Call("POST", "/green-button/start", Map.of("facility_id", facility, "provider_id", "sce")),
                new Call("POST", "/facilities/" + facility + "/sync", null));
    }

    /**
     * What everybody who belongs to the facility sees.
     *
     * @param authorization its authorization
     * @param meter one of its meters
     */
    static List<Call> ofViewer(String facility, String authorization, String meter) {
        return List.of(get("/facilities/" + facility), get("/facilities/" + facility + "/sync"),
                get("/authorizations/" + authorization), get("/meters?facility_id=" + facility),
                get("/meters?authorization=" + authorization), get("/intervals?meter_id=" + meter));
    }

    private static Call get(String path) {
        return new Call("GET", path, null);
    }

    /** Asserts that this is what every one of them answers. */
    static void expect(int status, String code, Api api, List<Call> calls) {
        assertThat(calls).allSatisfy(call -> {
            JsonNode problem = call.by(api).expect(status).json();
            assertThat(problem.path("code").asString()).isEqualTo(code);
            assertThat(problem.path("action").asString("")).isNotEmpty();
        });
    }
}
