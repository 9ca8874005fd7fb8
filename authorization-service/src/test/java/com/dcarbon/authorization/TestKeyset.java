// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import java.security.GeneralSecurityException;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;

/** Keysets as an operator makes them with {@code tinkey create-keyset --key-template AES256_GCM}. */
public final class TestKeyset {

    private TestKeyset() {}

    /** A new one, as JSON. */
    public static String fresh() {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with one more key, which is the primary one from now on, as {@code tinkey add-key} and {@code promote-key} do. */
    public static String withNewPrimary(String keyset) {
        try {
            KeysetHandle.Builder keys = KeysetHandle.newBuilder(parsed(keyset));
            keys.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId().makePrimary());
            return TinkJsonProtoKeysetFormat.serializeKeyset(keys.build(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same without the keys that are not the primary one. */
    public static String primaryOnly(String keyset) {
        try {
            KeysetHandle.Builder keys = KeysetHandle.newBuilder(parsed(keyset));
            for (int index = keys.size() - 1; index >= 0; index--) {
                if (!keys.getAt(index).isPrimary()) {
                    keys.deleteAt(index);
                }
            }
            return TinkJsonProtoKeysetFormat.serializeKeyset(keys.build(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeysetHandle parsed(String keyset) throws GeneralSecurityException {
        AeadConfig.register();
        return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
    }
}
