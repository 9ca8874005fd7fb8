// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.stereotype.Component;

/**
 * Encrypts what must not lie open in the database (Google Tink AEAD). The associated data names table, column and row,
 * so that a ciphertext is of no use anywhere else.
 */
@Component
public final class SecretCipher {
    /** Looking for other keys costs a reading of the keyset; a row that no key opens must not cause one per request. */
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final TokenKeys keys;
    private final AtomicLong looked = new AtomicLong(System.nanoTime() - LOOK_AGAIN_NANOS);

    SecretCipher(TokenKeys keys) {
        this.keys = keys;
    }

    /**
     * Where a secret is kept.
     *
     * @param row the row's primary key
     */
    public record Place(String table, String column, UUID row) {
        private byte[] associatedData() {
            return (table + "|" + column + "|" + row).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The id of the key that seals now. */
    public String primaryKeyId() {
        return keys.ring().primaryId();
    }

    /** The id of the key, a dot, and the ciphertext as Base64. */
    public String seal(String secret, Place place) {
        KeyRing ring = keys.ring();
        try {
            byte[] sealed = ring.aead().encrypt(secret.getBytes(StandardCharsets.UTF_8), place.associatedData());
            return ring.primaryId() + "." + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new InvalidKeysetException("the token keyset cannot encrypt", e);
        }
    }

    /**
     * The secret. What another replica has sealed with a key that came a moment ago opens too: the keyset is looked at
     * again before it is said that it does not.
     *
     * @throws InvalidKeysetException if it was not sealed with these keys for this place
     */
    public String open(String sealed, Place place) {
        try {
            return opened(sealed, place);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            if (mayLook() && keys.look()) {
                return open(sealed, place);
            }
            throw new InvalidKeysetException("a secret in " + place.table() + "." + place.column() + " of "
                    + place.row() + " cannot be decrypted", e);
        }
    }

    private String opened(String sealed, Place place) throws GeneralSecurityException {
        String text = sealed.substring(sealed.indexOf('.') + 1);
        byte[] secret = keys.ring().aead().decrypt(Base64.getDecoder().decode(text), place.associatedData());
        return new String(secret, StandardCharsets.UTF_8);
    }

    private boolean mayLook() {
        long last = looked.get();
        long now = System.nanoTime();
        return now - last >= LOOK_AGAIN_NANOS && looked.compareAndSet(last, now);
    }
}
