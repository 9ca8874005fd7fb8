// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Mono;

/** What the control cannot do (RFC 9457). */
final class Problems {
    private Problems() {}

    static Mono<ServerResponse> answer(int status, String detail) {
        return answer(status, detail, Map.of());
    }

    static Mono<ServerResponse> answer(int status, String detail, Map<String, Object> further) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", HttpStatus.valueOf(status).getReasonPhrase());
        problem.put("status", status);
        problem.put("detail", detail);
        problem.putAll(further);
        return ServerResponse.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).bodyValue(problem);
    }
}
