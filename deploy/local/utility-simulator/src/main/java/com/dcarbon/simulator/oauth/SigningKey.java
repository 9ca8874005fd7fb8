// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 keys, one per purpose, derived from the one secret of the settings. */
final class SigningKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private SigningKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    static SigningKey of(String secret, String purpose) {
        SigningKey root = new SigningKey(secret.getBytes(StandardCharsets.UTF_8));
        return new SigningKey(root.sign(purpose.getBytes(StandardCharsets.UTF_8)));
    }

    byte[] sign(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    boolean verifies(byte[] message, byte[] signaturePrefix) {
        byte[] expected = Arrays.copyOf(sign(message), signaturePrefix.length);
        return MessageDigest.isEqual(expected, signaturePrefix);
    }

    byte[] encoded() {
        return key.getEncoded();
    }
}
