// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.invitation;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For the services that make invitation links or know them again; those import it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InvitationSettings.class)
public class InvitationTokensConfiguration {

    @Bean
    InvitationTokens invitationTokens(InvitationSettings settings) {
        return InvitationTokens.of(settings.keyset());
    }
}
