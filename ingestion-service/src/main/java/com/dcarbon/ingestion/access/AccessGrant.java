// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.access;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What opens a customer's data for a while.
 *
 * @param authId the provider's own id of the authorization
 * @param accessToken null where the platform's own token opens the data (UtilityAPI)
 * @param resourceUri where the usage data are
 * @param customerResourceUri where address and account are; null where the customer did not share them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccessGrant(@Nullable String authId, @Nullable String accessToken, @Nullable URI resourceUri,
        @Nullable URI customerResourceUri) {

    /** @throws IllegalStateException if the provider gives no token for this customer */
    public String requiredToken() {
        if (accessToken == null) {
            throw new IllegalStateException("there is no token of this customer");
        }
        return accessToken;
    }

    /** By this the token can be named without telling it. */
    String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(requiredToken().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "AccessGrant[" + resourceUri + "]";
    }
}
