// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.access;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this service asks the authorization service's internal port for access tokens.
 *
 * @param baseUrl the internal port's root
 * @param tokenUri where this service gets its own token (OAuth 2.0 client credentials)
 * @param clientId its name there
 * @param clientSecret its secret there; from the environment, never from a file in the repository
 * @param scope what the token is for
 * @param timeout for each answer; renewing a customer's token at a slow utility takes its time
 */
@Validated
@ConfigurationProperties("dcarbon.ingestion.authorization")
record AuthorizationServiceSettings(@NotNull URI baseUrl, @NotNull URI tokenUri, @NotBlank String clientId,
        @NotBlank String clientSecret, @DefaultValue("dcarbon.internal") @NotBlank String scope,
        @DefaultValue("30s") @NotNull Duration timeout) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "AuthorizationServiceSettings[" + baseUrl + ", " + clientId + "]";
    }
}
