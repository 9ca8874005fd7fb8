// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/** PKCE with S256 (RFC 7636): not advertised by these utilities, enforced where the third party sent it. */
final class CodeChallenge {
    private CodeChallenge() {}

    /** Both absent, or the verifier hashes to the challenge. */
    static boolean matches(@Nullable String challenge, @Nullable String verifier) {
        if (challenge == null || verifier == null) {
            return challenge == null && verifier == null;
        }
        byte[] hash = sha256().digest(verifier.getBytes(StandardCharsets.US_ASCII));
        String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII),
                challenge.getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
