// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session.rules;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The three secrets of a session, each 256 bits: {@code state}, the browser's cookie, and the code verifier. They are
 * derived from one random seed (HMAC-SHA-256), so that a repeated start gives the same ones while only the encrypted
 * seed is stored.
 */
public final class SessionSecrets {
    private static final int BYTES = 32;

    private final String seed;

    private SessionSecrets(String seed) {
        this.seed = seed;
    }

    /** New ones. */
    public static SessionSecrets random(SecureRandom random) {
        byte[] seed = new byte[BYTES];
        random.nextBytes(seed);
        return new SessionSecrets(encoded(seed));
    }

    /** Those of a session. */
    public static SessionSecrets of(String seed) {
        return new SessionSecrets(seed);
    }

    /** To be stored encrypted. */
    public String seed() {
        return seed;
    }

    /** {@code state} of RFC 6749, section 4.1.1. */
    public String state() {
        return derived("state");
    }

    /** What the cookie of the browser holds that started the session. */
    public String binding() {
        return derived("browser");
    }

    /** {@code code_verifier} of RFC 7636, section 4.1. */
    public String codeVerifier() {
        return derived("code verifier");
    }

    private String derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(seed), "HmacSHA256"));
            return encoded(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** None of them. */
    @Override
    public String toString() {
        return "SessionSecrets[]";
    }
}
