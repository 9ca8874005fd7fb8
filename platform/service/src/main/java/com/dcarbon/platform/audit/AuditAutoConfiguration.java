// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.audit;

import java.time.Clock;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import com.dcarbon.platform.outbox.Outbox;

/** The audit trail, on top of the outbox. */
@AutoConfiguration
public class AuditAutoConfiguration {

    @Bean
    AuditTrail auditTrail(Outbox outbox, Clock clock, @Value("${spring.application.name}") String service) {
        return new AuditTrail(outbox, clock, service);
    }
}
