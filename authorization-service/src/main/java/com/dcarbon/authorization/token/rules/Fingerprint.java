// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a secret, as lower-case hex: enough to recognise it, of no use to anyone else. */
public final class Fingerprint {

    private Fingerprint() {}

    public static String of(String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Compares in a time that does not depend on where the two differ. */
    public static boolean matches(String fingerprint, String secret) {
        return MessageDigest.isEqual(fingerprint.getBytes(StandardCharsets.US_ASCII),
                of(secret).getBytes(StandardCharsets.US_ASCII));
    }
}
