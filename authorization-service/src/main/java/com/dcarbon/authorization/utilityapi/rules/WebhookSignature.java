// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * UtilityAPI's signature of a webhook: lower-case hex of SHA-256 over secret, a dot, salt, a dot, and the body as it came.
 *
 * @param salt as the request brings it
 * @param signature as the request brings it
 */
public record WebhookSignature(String salt, String signature) {

    /** Compares in a time that does not depend on where the two differ. */
    public boolean matches(String secret, byte[] body) {
        return MessageDigest.isEqual(signature.getBytes(StandardCharsets.US_ASCII),
                of(secret, salt, body).getBytes(StandardCharsets.US_ASCII));
    }

    static String of(String secret, String salt, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((secret + "." + salt + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
