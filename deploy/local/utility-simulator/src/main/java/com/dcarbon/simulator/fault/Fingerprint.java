// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Secrets in short: tells two of them apart and gives neither away. */
public final class Fingerprint {
    private static final int BYTES = 6;

    private Fingerprint() {}

    /** The first 12 hexadecimal digits of the SHA-256 of the text's UTF-8 bytes. */
    public static String of(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
