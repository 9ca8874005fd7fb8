// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** The RSA key that signs tokens: made once, then read from its file. */
final class SigningKey {
    private SigningKey() {}

    /** @throws IOException if the file cannot be read or written, or holds no key */
    static RSAKey at(Path file) throws IOException {
        return Files.exists(file) ? read(file) : create(file);
    }

    private static RSAKey read(Path file) throws IOException {
        try {
            return RSAKey.parse(Files.readString(file));
        } catch (ParseException e) {
            throw new IOException(file + " holds no signing key; remove it to have a new one made", e);
        }
    }

    private static RSAKey create(Path file) throws IOException {
        RSAKey key = generate();
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(folder, "signing-key", ".tmp");
        if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(draft, key.toJSONString());
        Files.move(draft, file);
        return key;
    }

    private static RSAKey generate() throws IOException {
        try {
            return new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IOException("no RSA key could be made", e);
        }
    }
}
