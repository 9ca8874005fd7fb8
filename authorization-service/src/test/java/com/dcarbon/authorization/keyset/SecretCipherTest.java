// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.authorization.TestKeyset;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.dcarbon.authorization.keyset.TestKeys;
import com.dcarbon.authorization.token.TokenRefresh.RefreshRequest;
import com.dcarbon.authorization.token.rules.TokenSet;

class SecretCipherTest {
    private static final String SECRET = "canary-token";
    private static final Place HERE = new Place("authorization_tokens", "access_token", UUID.randomUUID());

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void givesBackWhatItSealed() throws IOException {
        SecretCipher cipher = cipher(TestKeyset.fresh());
        String sealed = cipher.seal(SECRET, HERE);

        assertThat(sealed).doesNotContain(SECRET).isNotEqualTo(cipher.seal(SECRET, HERE));
        assertThat(cipher.open(sealed, HERE)).isEqualTo(SECRET);
    }

    @Test
    void opensNothingThatWasMovedToAnotherTableColumnOrRow() throws IOException {
        SecretCipher cipher = cipher(TestKeyset.fresh());
        String sealed = cipher.seal(SECRET, HERE);

        for (Place elsewhere : new Place[]{new Place("sessions", HERE.column(), HERE.row()),
                new Place(HERE.table(), "refresh_token", HERE.row()),
                new Place(HERE.table(), HERE.column(), UUID.randomUUID())}) {
            assertThatThrownBy(() -> cipher.open(sealed, elsewhere)).isInstanceOf(InvalidKeysetException.class);
        }
    }

    @Test
    void failsClosedWithAnotherKeysetOrATamperedText() throws IOException {
        SecretCipher cipher = cipher(TestKeyset.fresh());
        String sealed = cipher.seal(SECRET, HERE);

        assertThatThrownBy(() -> cipher(TestKeyset.fresh()).open(sealed, HERE))
                .isInstanceOf(InvalidKeysetException.class);
        assertThatThrownBy(() -> cipher.open(sealed.replaceFirst("\\.", ".x"), HERE))
                .isInstanceOf(InvalidKeysetException.class);
        assertThatThrownBy(() -> cipher.open("!", HERE)).isInstanceOf(InvalidKeysetException.class);
    }

    @Test
    void doesNotStartWithoutAUsableKeyset() {
        assertThatThrownBy(() -> new SecretCipher(TestKeys.mounted(folder.resolve("missing"))))
                .isInstanceOf(InvalidKeysetException.class).hasMessageContaining("missing");
        assertThatThrownBy(() -> cipher("{\"key\": \"canary\"}")).isInstanceOf(InvalidKeysetException.class)
                .hasMessageNotContaining("canary").hasNoCause();
    }

    @Test
    void keepsTokensOutOfLogs() {
        var tokens = new TokenSet(SECRET, SECRET, Instant.EPOCH, Instant.EPOCH, "FB=4");

        assertThat(tokens.toString()).doesNotContain(SECRET);
        assertThat(new RefreshRequest(SECRET, "FB=4").toString()).doesNotContain(SECRET);
    }

    private SecretCipher cipher(String keyset) throws IOException {
        return new SecretCipher(TestKeys.mounted(Files.writeString(folder.resolve("keyset.json"), keyset)));
    }
}
