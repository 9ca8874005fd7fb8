// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;

/** Hashes, compresses and seals documents, and makes them again. */
@Component
class SealingDocument {
    private static final int LEVEL = 3;

    private final ArchiveKeys keys;
    private final PayloadStore store;

    SealingDocument(ArchiveKeys keys, PayloadStore store) {
        this.keys = keys;
        this.store = store;
    }

    /**
     * What is known of a document before it is sealed.
     *
     * @param hash the SHA-256 of what the provider sent, in hexadecimal digits
     * @param size in bytes, of what the provider sent
     */
    record Content(String hash, long size) {}

    static Content content(WaitingDocument document) throws IOException {
        MessageDigest digest = sha256();
        try (var in = new DigestInputStream(document.open(), digest)) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return new Content(HexFormat.of().formatHex(digest.digest()), size);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts it into the store. */
    void seal(WaitingDocument document, UUID payload) throws IOException {
        try (InputStream in = document.open();
                OutputStream out = new ZstdOutputStream(keys.sealing(store.write(payload), payload), LEVEL)) {
            in.transferTo(out);
        }
    }

    /** @throws IOException also if it is not what was stored */
    void open(UUID payload, String hash, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new ZstdInputStream(keys.opening(store.read(payload), payload));
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            in.transferTo(out);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(hash)) {
            throw new IOException("a raw document is not what was received");
        }
    }
}
