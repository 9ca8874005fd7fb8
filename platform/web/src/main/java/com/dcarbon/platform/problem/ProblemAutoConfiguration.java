// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebExceptionHandler;

import tools.jackson.databind.json.JsonMapper;

/** Problem details for everything that goes wrong. */
@AutoConfiguration
public class ProblemAutoConfiguration {

    public ProblemAutoConfiguration() {
        DroppedErrors.listen();
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    @Order(-2)
    WebExceptionHandler problemExceptionHandler(ObjectProvider<ProblemTranslator> translators, ProblemWriter writer) {
        return new ProblemExceptionHandler(translators.orderedStream().toList(), writer);
    }

    @Bean
    UnreadableAddresses unreadableAddresses() {
        return new UnreadableAddresses();
    }

    @Bean
    ProblemTranslator webProblems() {
        return new WebProblems();
    }
}
