// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

import com.google.crypto.tink.Aead;

/**
 * Keys as they are at one moment: all of them open, the primary one seals.
 *
 * @param primaryId names the primary key, in letters, digits, {@code -} and {@code _}; it stands before each text that is
 *     sealed with it
 */
public record KeyRing(String primaryId, Aead aead) {

    public KeyRing {
        if (!primaryId.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("no id of a key: " + primaryId);
        }
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "KeyRing[" + primaryId + "]";
    }
}
