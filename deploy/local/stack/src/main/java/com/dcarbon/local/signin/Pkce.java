// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A code verifier and its challenge (RFC 7636, method S256).
 *
 * @param verifier a secret that never leaves the client before the code is exchanged
 */
record Pkce(String verifier) {
    private static final int BYTES = 32;

    static Pkce random() {
        return new Pkce(randomText());
    }

    /** A text of 256 random bits, fit for a verifier, a state or a nonce. */
    static String randomText() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return base64(bytes);
    }

    /** What the authorization request carries. */
    String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return base64(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Pkce";
    }
}
