// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The keyset with which authorization-service encrypts tokens at rest: made once, like the one that a secret store would
 * mount. One AES-256-GCM key in Tink's JSON form, which is simple enough to be written without Tink.
 */
final class TokenKeyset {
    private static final int KEY_BYTES = 32;
    // A protocol buffer AesGcmKey: field 3, of 32 bytes.
    private static final byte[] PREFIX = {0x1a, KEY_BYTES};

    private TokenKeyset() {}

    /** The file, made if it is not there. */
    static Path at(Path file) {
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

    static String json(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        byte[] value = new byte[PREFIX.length + KEY_BYTES];
        System.arraycopy(PREFIX, 0, value, 0, PREFIX.length);
        System.arraycopy(key, 0, value, PREFIX.length, KEY_BYTES);
        int id = random.nextInt(1, Integer.MAX_VALUE);
        return """
                {"primaryKeyId": %1$d, "key": [{"keyId": %1$d, "status": "ENABLED", "outputPrefixType": "TINK", "keyData":
                {"typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey", "keyMaterialType": "SYMMETRIC",
                "value": "%2$s"}}]}
                """
                .formatted(id, Base64.getEncoder().encodeToString(value));
    }
}
