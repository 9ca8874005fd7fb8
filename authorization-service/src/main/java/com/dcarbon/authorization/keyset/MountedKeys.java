// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;

/** A Tink AEAD keyset (JSON) in a file, which an operator may replace while the service runs. */
final class MountedKeys implements TokenKeys {
    private static final Logger LOG = LoggerFactory.getLogger(MountedKeys.class);
    private static final byte[] PROBE = "probe".getBytes(StandardCharsets.UTF_8);

    private final Path file;
    private volatile KeyRing ring;
    /** Of the file as it was read last, so that nothing is parsed and nothing alerted twice. */
    private volatile int seen;
    private @Nullable Integer doubtful;

    /** @throws InvalidKeysetException if the file is missing or cannot be used */
    MountedKeys(Path file) {
        this.file = file;
        String text = text();
        this.ring = ring(text);
        this.seen = text.hashCode();
        requireUsable(ring, ring);
    }

    @Override
    public KeyRing ring() {
        return ring;
    }

    @Override
    public synchronized boolean look() {
        try {
            String text = text();
            if (text.hashCode() == seen) {
                return false;
            }
            KeyRing fresh = ring(text);
            requireUsable(ring, fresh);
            seen = text.hashCode();
            ring = fresh;
            LOG.atInfo().addKeyValue("primary_key", fresh.primaryId()).log("the token keyset has changed");
            return true;
        } catch (InvalidKeysetException e) {
            refuse(e);
            return false;
        }
    }

    /** A file that is just being written can look like anything, so that only its second sight is an alert. */
    private void refuse(InvalidKeysetException problem) {
        int what = Objects.hash(problem.getMessage());
        if (doubtful != null && doubtful == what) {
            LOG.atError().addKeyValue("primary_key", ring.primaryId()).addKeyValue("reason", problem.getMessage())
                    .log("ALERT: the token keyset was replaced by one that cannot be used: the former keys go on serving");
        }
        doubtful = what;
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidKeysetException("the token keyset " + file + " cannot be read", e);
        }
    }

    private KeyRing ring(String text) {
        try {
            AeadConfig.register();
            KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeyset(text, InsecureSecretKeyAccess.get());
            return new KeyRing(Integer.toUnsignedString(keys.getPrimary().getId()),
                    keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            // The cause could quote the file.
            throw new InvalidKeysetException("the token keyset " + file + " is no AEAD keyset of Tink (JSON)", null);
        }
    }

    /** Whatever the former primary key has sealed must open: it may be dropped only after another one took its place. */
    private void requireUsable(KeyRing former, KeyRing fresh) {
        try {
            fresh.aead().decrypt(former.aead().encrypt(PROBE, PROBE), PROBE);
            fresh.aead().decrypt(fresh.aead().encrypt(PROBE, PROBE), PROBE);
        } catch (GeneralSecurityException e) {
            throw new InvalidKeysetException("the token keyset " + file + " lacks the former primary key "
                    + former.primaryId(), null);
        }
    }
}
