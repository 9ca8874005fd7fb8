// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.invitation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;

/**
 * The tokens of invitation links: 256 bits, a keyed pseudo-random function of the invitation's id. So a token needs to
 * be stored nowhere, neither by who mails it nor on its way there; who checks one keeps its hash.
 */
public final class InvitationTokens {
    private static final int BYTES = 32;

    private final PrfSet keys;

    private InvitationTokens(PrfSet keys) {
        this.keys = keys;
    }

    /** @throws IllegalStateException if the file is missing or holds no such keyset; the service does not start */
    static InvitationTokens of(Path keyset) {
        try {
            PrfConfig.register();
            var tokens = new InvitationTokens(TinkJsonProtoKeysetFormat
                    .parseKeyset(Files.readString(keyset), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), PrfSet.class));
            tokens.token(new UUID(0, 0), tokens.currentKey());
            return tokens;
        } catch (IOException e) {
            throw new IllegalStateException("the invitation keyset " + keyset + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            // The cause could quote the file.
            throw new IllegalStateException("the invitation keyset " + keyset + " is no PRF keyset of Tink (JSON)");
        }
    }

    /** The id of the key for new invitations. */
    public int currentKey() {
        return keys.getPrimaryId();
    }

    /**
     * The token of an invitation's link: 43 characters of the URL-safe Base64 alphabet.
     *
     * @throws IllegalStateException if the keyset does not hold that key any more
     */
    public String token(UUID invitationId, int keyId) {
        byte[] id = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(invitationId.getMostSignificantBits())
                .putLong(invitationId.getLeastSignificantBits())
                .array();
        try {
            Prf key = keys.getPrfs().get(keyId);
            if (key == null) {
                throw new IllegalStateException("the invitation keyset holds no key " + keyId);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(key.compute(id, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the invitation key " + keyId + " cannot be used", e);
        }
    }

    /** What is kept of a token to know it again: its SHA-256, in Base64. A token has 256 bits, so a salt adds nothing. */
    public static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
