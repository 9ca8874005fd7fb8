// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

import com.dcarbon.platform.facility.FacilityStandingsConfiguration;

/** The ingestion service: reads meters and intervals from utilities, stores them and answers questions about them. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(FacilityStandingsConfiguration.class)
public class IngestionApplication {

    public static void main(String[] args) {
        SpringApplication.run(IngestionApplication.class, args);
    }
}
