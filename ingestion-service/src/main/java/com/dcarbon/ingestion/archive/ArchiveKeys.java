// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;

/** Seals and opens streams with the keys of the archive's keyset; all of them open, the primary one seals. */
@Component
class ArchiveKeys {
    private final StreamingAead aead;
    private final String primaryId;

    /** @throws IllegalStateException if the keyset is missing or cannot be used: nothing is stored unsealed */
    ArchiveKeys(ArchiveSettings settings) {
        Path file = settings.keysetFile();
        try {
            StreamingAeadConfig.register();
            KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file),
                    InsecureSecretKeyAccess.get());
            aead = keys.getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
            primaryId = Integer.toUnsignedString(keys.getPrimary().getId());
        } catch (IOException e) {
            throw new IllegalStateException("dcarbon.ingestion.archive.keyset: " + file + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            // The cause could quote the file.
            throw new IllegalStateException("dcarbon.ingestion.archive.keyset: " + file
                    + " is no streaming AEAD keyset of Tink (JSON)");
        }
    }

    /** Names the key that seals. */
    String primaryId() {
        return primaryId;
    }

    OutputStream sealing(OutputStream out, UUID payload) throws IOException {
        try {
            return aead.newEncryptingStream(out, binding(payload));
        } catch (GeneralSecurityException e) {
            throw new IOException("a document could not be sealed", e);
        }
    }

    InputStream opening(InputStream in, UUID payload) throws IOException {
        try {
            return aead.newDecryptingStream(in, binding(payload));
        } catch (GeneralSecurityException e) {
            throw new IOException("a document could not be opened", e);
        }
    }

    /** A file that was put in the place of another one does not open. */
    private static byte[] binding(UUID payload) {
        return ("raw-payload " + payload).getBytes(StandardCharsets.US_ASCII);
    }
}
