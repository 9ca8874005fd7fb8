// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

/**
 * A kind of place where keys are kept: a mounted file, a key management service. A further one is a further bean; which
 * one serves is decided by how {@code dcarbon.authorization.token-keyset} begins.
 */
public interface TokenKeySource {

    /** @param reference the setting's value, such as {@code /run/secrets/keyset.json} or {@code aws-kms://…} */
    boolean serves(String reference);

    /** @throws InvalidKeysetException if there are no keys to be had; the service does not start */
    TokenKeys open(String reference);
}
