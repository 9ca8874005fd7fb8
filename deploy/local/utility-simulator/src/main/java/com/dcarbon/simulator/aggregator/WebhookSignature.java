// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** {@code X-UtilityAPI-Webhook-Signature}: a plain SHA-256, not an HMAC, over the raw bytes. */
final class WebhookSignature {
    private WebhookSignature() {}

    /** Lower-case hex of SHA-256 over {@code secret.salt.body}. */
    static String of(String secret, String salt, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((secret + "." + salt + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
