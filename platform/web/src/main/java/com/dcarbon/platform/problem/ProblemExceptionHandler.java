// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

import reactor.core.publisher.Mono;

/**
 * Answers every exception that leaves a controller, a filter or the routing as a problem. Runs before Spring Boot's own
 * handler, which would answer in another shape.
 */
@Order(-2)
final class ProblemExceptionHandler implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private final List<ProblemTranslator> translators;
    private final ProblemWriter writer;

    ProblemExceptionHandler(List<ProblemTranslator> translators, ProblemWriter writer) {
        this.translators = translators;
        this.writer = writer;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        return writer.write(exchange, problem(exchange, error));
    }

    private ProblemException problem(ServerWebExchange exchange, Throwable error) {
        if (error instanceof ProblemException problem) {
            return problem;
        }
        return translators.stream()
                .map(translator -> translator.translate(error))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> unexpected(exchange, error));
    }

    private static ProblemException unexpected(ServerWebExchange exchange, Throwable error) {
        LOG.atError()
                .addKeyValue("method", exchange.getRequest().getMethod())
                .addKeyValue("path", exchange.getRequest().getPath().value())
                .setCause(error)
                .log("unexpected error in a request");
        return new ProblemException(CommonProblem.INTERNAL, "An unexpected error; it has been logged.");
    }
}
