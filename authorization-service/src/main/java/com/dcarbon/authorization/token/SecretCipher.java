// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;

/**
 * Encrypts what must not lie open in the database (Google Tink AEAD). The associated data names table, column and row,
 * so that a ciphertext is of no use anywhere else.
 */
@Component
public final class SecretCipher {
    private final Aead aead;

    /** @throws InvalidKeysetException if the keyset's file is missing or cannot be used; the service does not start */
    SecretCipher(TokenSettings settings) {
        this.aead = aead(settings.tokenKeyset());
        var nowhere = new Place("start", "check", new UUID(0, 0));
        open(seal("check", nowhere), nowhere);
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

    /** The ciphertext, as Base64. */
    public String seal(String secret, Place place) {
        try {
            byte[] sealed = aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), place.associatedData());
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new InvalidKeysetException("the token keyset cannot encrypt", e);
        }
    }

    /** @throws InvalidKeysetException if it was not sealed with this keyset for this place */
    public String open(String sealed, Place place) {
        try {
            byte[] secret = aead.decrypt(Base64.getDecoder().decode(sealed), place.associatedData());
            return new String(secret, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidKeysetException("a secret in " + place.table() + "." + place.column() + " of "
                    + place.row() + " cannot be decrypted", e);
        }
    }

    private static Aead aead(Path keyset) {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(keyset), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (IOException e) {
            throw new InvalidKeysetException("the token keyset " + keyset + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            // The cause could quote the file.
            throw new InvalidKeysetException("the token keyset " + keyset + " is no AEAD keyset of Tink (JSON)", null);
        }
    }
}
