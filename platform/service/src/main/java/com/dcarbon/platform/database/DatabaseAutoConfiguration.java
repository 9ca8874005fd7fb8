// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.database;

import java.time.Clock;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import com.dcarbon.platform.problem.ProblemTranslator;

/** The database's errors as problems, and what outlasts them. */
@AutoConfiguration
public class DatabaseAutoConfiguration {

    @Bean
    ProblemTranslator databaseProblems() {
        return new DatabaseProblems();
    }

    @Bean
    OutlastingOutage outlastingOutage(Clock clock) {
        return new OutlastingOutage(clock);
    }
}
