// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.net.URI;
import java.util.List;
import java.util.Set;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whom this process believes.
 *
 * @param issuerUri the one issuer of tokens, compared with {@code iss} to the letter
 * @param jwkSetUri where its public keys are
 * @param audience this platform's name in {@code aud}
 * @param publicPaths calls that need no token, each {@code METHOD /path/{pattern}}; everything else is closed
 * @param internalClients the client ids that may call {@code /internal/**}
 * @param trustedProxies addresses or networks (CIDR) of the gateway, whose {@code X-Forwarded-For} is believed
 */
@Validated
@ConfigurationProperties("dcarbon.security")
public record SecuritySettings(@NotNull URI issuerUri, @NotNull URI jwkSetUri, @NotBlank String audience,
        @DefaultValue List<String> publicPaths, @DefaultValue Set<String> internalClients,
        @DefaultValue List<String> trustedProxies) {}
