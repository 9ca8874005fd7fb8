// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.idempotency;

import java.time.Clock;
import java.time.Duration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.work.BackgroundLoop;

import tools.jackson.databind.json.JsonMapper;

/** Idempotency keys in the service's database. */
@AutoConfiguration(afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
public class IdempotencyAutoConfiguration {

    @Bean
    Idempotency idempotency(DatabaseClient database, TransactionalOperator tx, JsonMapper json, Clock clock) {
        return new Idempotency(database, tx, json, clock);
    }

    @Bean
    BackgroundLoop idempotencyCleaningLoop(Idempotency idempotency) {
        return new BackgroundLoop("idempotency-cleaning", Duration.ofHours(1), idempotency::forgetOld);
    }
}
