// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;

class InvitationTokensTest {
    private static final UUID INVITATION = UUID.fromString("019ab0e2-6b1c-7c3e-9d55-1f6f0e0f3a01");

    @TempDir
    private Path directory;

    @BeforeEach
    void register() throws Exception {
        PrfConfig.register();
    }

    @Test
    void whoHasTheSameKeysetMakesTheSameToken() throws Exception {
        Path keyset = store("a.json", handle());

        InvitationTokens one = InvitationTokens.of(keyset);
        InvitationTokens other = InvitationTokens.of(keyset);

        assertThat(one.token(INVITATION, one.currentKey())).matches("[A-Za-z0-9_-]{43}")
                .isEqualTo(other.token(INVITATION, one.currentKey()));
    }

    @Test
    void anotherInvitationOrAnotherKeysetMakesAnotherToken() throws Exception {
        InvitationTokens tokens = InvitationTokens.of(store("a.json", handle()));
        InvitationTokens others = InvitationTokens.of(store("b.json", handle()));
        String token = tokens.token(INVITATION, tokens.currentKey());

        assertThat(tokens.token(UUID.randomUUID(), tokens.currentKey())).isNotEqualTo(token);
        assertThat(others.token(INVITATION, others.currentKey())).isNotEqualTo(token);
    }

    @Test
    void aKeyThatIsNoLongerTheFirstStillMakesItsTokens() throws Exception {
        KeysetHandle before = handle();
        InvitationTokens old = InvitationTokens.of(store("before.json", before));
        KeysetHandle after = KeysetHandle.newBuilder(before)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HMAC_SHA256_PRF)
                        .withRandomId().makePrimary())
                .build();

        InvitationTokens rotated = InvitationTokens.of(store("after.json", after));

        assertThat(rotated.currentKey()).isNotEqualTo(old.currentKey());
        assertThat(rotated.token(INVITATION, old.currentKey())).isEqualTo(old.token(INVITATION, old.currentKey()));
    }

    @Test
    void hashesAreOfTheTokenAlone() {
        assertThat(InvitationTokens.hash("abc")).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    @Test
    void aFileThatIsMissingOrNoSuchKeysetStopsTheStart() throws Exception {
        Path none = directory.resolve("none.json");
        Path wrong = Files.writeString(directory.resolve("wrong.json"), "{\"secret\": \"of mine\"}");

        assertThatThrownBy(() -> InvitationTokens.of(none)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none.json");
        assertThatThrownBy(() -> InvitationTokens.of(wrong)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no PRF keyset").hasNoCause();
    }

    private static KeysetHandle handle() throws Exception {
        return KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF);
    }

    private Path store(String name, KeysetHandle keyset) throws IOException {
        try {
            return Files.writeString(directory.resolve(name),
                    TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
