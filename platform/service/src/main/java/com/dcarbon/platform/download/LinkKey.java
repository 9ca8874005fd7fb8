// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.download;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of one link. Its row is found by one hash of it, and what stands there is sealed (AES-256-GCM) with another:
 * who reads the table learns nothing, and who has the link needs the row.
 */
final class LinkKey {
    private static final int BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Each key seals once, so that the nonce need not differ. */
    private static final byte[] NONCE = new byte[12];

    private final byte[] secret;

    private LinkKey(byte[] secret) {
        this.secret = secret;
    }

    static LinkKey fresh() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new LinkKey(secret);
    }

    /** The key of that text, if it can be one. */
    static Optional<LinkKey> of(String text) {
        try {
            byte[] secret = Base64.getUrlDecoder().decode(text);
            return secret.length == BYTES ? Optional.of(new LinkKey(secret)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** As it stands in the link. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** By which its row is found. */
    byte[] id() {
        return derived("id");
    }

    byte[] seal(String content) {
        return crypt(Cipher.ENCRYPT_MODE, content.getBytes(StandardCharsets.UTF_8));
    }

    String open(byte[] sealed) {
        return new String(crypt(Cipher.DECRYPT_MODE, sealed), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(derived("seal"), "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] derived(String purpose) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(("download link " + purpose).getBytes(StandardCharsets.UTF_8));
            return digest.digest(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
