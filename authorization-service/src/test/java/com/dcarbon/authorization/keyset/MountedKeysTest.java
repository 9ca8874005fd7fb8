// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.authorization.TestKeyset;

class MountedKeysTest {
    private static final byte[] TEXT = "canary".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of(".");
    private Path file = Path.of(".");
    private String keyset = "";

    @BeforeEach
    void mount() throws IOException {
        keyset = TestKeyset.fresh();
        file = Files.writeString(folder.resolve("keyset.json"), keyset);
    }

    @Test
    void noticesANewPrimaryKeyAndOpensWhatTheFormerOneSealed() throws IOException, GeneralSecurityException {
        var keys = new MountedKeys(file);
        KeyRing former = keys.ring();
        byte[] sealed = former.aead().encrypt(TEXT, TEXT);
        assertThat(keys.look()).isFalse();

        Files.writeString(file, TestKeyset.withNewPrimary(keyset));

        assertThat(keys.look()).isTrue();
        assertThat(keys.look()).isFalse();
        assertThat(keys.ring().primaryId()).isNotEqualTo(former.primaryId());
        assertThat(keys.ring().aead().decrypt(sealed, TEXT)).isEqualTo(TEXT);
    }

    @Test
    void dropsTheFormerKeyOnceItIsNoLongerThePrimaryOne() throws IOException, GeneralSecurityException {
        var keys = new MountedKeys(file);
        byte[] sealed = keys.ring().aead().encrypt(TEXT, TEXT);
        String both = TestKeyset.withNewPrimary(keyset);
        Files.writeString(file, both);
        keys.look();

        Files.writeString(file, TestKeyset.primaryOnly(both));

        assertThat(keys.look()).isTrue();
        assertThatThrownBy(() -> keys.ring().aead().decrypt(sealed, TEXT)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void keepsServingWithTheFormerKeysWhileTheFileIsOfNoUse() throws IOException {
        var keys = new MountedKeys(file);
        KeyRing former = keys.ring();
        for (String useless : new String[]{"", "{\"key\":", TestKeyset.fresh()}) {
            Files.writeString(file, useless);
            assertThat(keys.look()).isFalse();
            assertThat(keys.ring()).isSameAs(former);
        }
        Files.delete(file);
        assertThat(keys.look()).isFalse();
        assertThat(keys.ring()).isSameAs(former);
    }

    @Test
    void servesPathsAndLeavesOtherPlacesToOtherSources() {
        var source = new MountedKeySource();
        assertThat(source.serves("/run/secrets/keyset.json")).isTrue();
        assertThat(source.serves("file:/run/secrets/keyset.json")).isTrue();
        assertThat(source.serves("aws-kms://arn:aws:kms:us-west-2:1:key/2")).isFalse();
        assertThat(source.open("file:" + file).ring().primaryId()).matches("\\d+");
    }
}
