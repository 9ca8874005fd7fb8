// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A keyset as a secret store would mount one: made once, with one key of 256 bits, in Tink's JSON form, which is simple
 * enough to be written without Tink.
 */
enum LocalKeyset {
    /** With which authorization-service encrypts tokens at rest; the key is a protocol buffer with field 3 alone. */
    TOKENS("AesGcmKey", "TINK", "1a20"),
    /** From which the tokens of invitation links are made; field 2 says SHA-256, field 3 is the key. */
    INVITATIONS("HmacPrfKey", "RAW", "120208031a20"),
    /**
     * With which ingestion-service seals raw documents; field 2 says segments of 1 MiB, derived keys of 256 bits and
     * SHA-256, field 3 is the key.
     */
    ARCHIVE("AesGcmHkdfStreamingKey", "RAW", "120808808040102018031a20");

    private static final int KEY_BYTES = 32;

    private final String keyType;
    private final String outputPrefix;
    private final byte[] start;

    LocalKeyset(String keyType, String outputPrefix, String start) {
        this.keyType = keyType;
        this.outputPrefix = outputPrefix;
        this.start = HexFormat.of().parseHex(start);
    }

    /** The file, made if it is not there. */
    Path at(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(file, PosixFilePermissions
                        .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, json(new SecureRandom()));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("no keyset at " + file, e);
        }
    }

    private String json(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        byte[] value = new byte[start.length + KEY_BYTES];
        System.arraycopy(start, 0, value, 0, start.length);
        System.arraycopy(key, 0, value, start.length, KEY_BYTES);
        int id = random.nextInt(1, Integer.MAX_VALUE);
        return """
                {"primaryKeyId": %1$d, "key": [{"keyId": %1$d, "status": "ENABLED", "outputPrefixType": "%2$s", "keyData":
                {"typeUrl": "type.googleapis.com/google.crypto.tink.%3$s", "keyMaterialType": "SYMMETRIC",
                "value": "%4$s"}}]}
                """
                .formatted(id, outputPrefix, keyType, Base64.getEncoder().encodeToString(value));
    }
}
