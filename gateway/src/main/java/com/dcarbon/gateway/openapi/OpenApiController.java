// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.openapi;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.gateway.Service;
import com.dcarbon.platform.problem.ProblemException;

import io.swagger.v3.oas.annotations.Hidden;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The platform's API documents, for everyone: {@code /openapi} is all of them in one. */
@Hidden
@RestController
class OpenApiController {
    private final OpenApiDocuments documents;

    OpenApiController(OpenApiDocuments documents) {
        this.documents = documents;
    }

    @GetMapping(path = "/openapi", produces = "application/json")
    Mono<ObjectNode> all() {
        return documents.all();
    }

    @GetMapping(path = "/openapi/{service}", produces = "application/json")
    Mono<ObjectNode> one(@PathVariable String service) {
        return Service.named(service)
                .map(documents::of)
                .orElseGet(() -> Mono.error(ProblemException.notFound("A service of that name")));
    }
}
