// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the facility service. */
@SpringBootApplication
public class FacilityApplication {

    public static void main(String[] args) {
        SpringApplication.run(FacilityApplication.class, args);
    }
}
