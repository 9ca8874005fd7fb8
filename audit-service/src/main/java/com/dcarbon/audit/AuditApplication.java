// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the audit service. */
@ConfigurationPropertiesScan
@SpringBootApplication(proxyBeanMethods = false)
public class AuditApplication {

    public static void main(String[] args) {
        SpringApplication.run(AuditApplication.class, args);
    }
}
