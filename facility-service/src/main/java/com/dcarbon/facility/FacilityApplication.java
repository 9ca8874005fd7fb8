// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

import com.dcarbon.platform.invitation.InvitationTokensConfiguration;

/** Starts the facility service. */
@SpringBootApplication
@Import(InvitationTokensConfiguration.class)
public class FacilityApplication {

    public static void main(String[] args) {
        SpringApplication.run(FacilityApplication.class, args);
    }
}
