// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Identity provider, utility simulator, mail catcher and application stand-in, each on its own port. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class NeighboursApplication {

    public static void main(String[] args) {
        SpringApplication.run(NeighboursApplication.class, args);
    }
}
