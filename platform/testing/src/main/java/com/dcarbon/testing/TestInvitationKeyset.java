// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A keyset for the tokens of invitation links, the same in every test. */
public final class TestInvitationKeyset {
    /** The id of its only key. */
    public static final int KEY_ID = 1842;

    private static final String JSON = """
            {"primaryKeyId": 1842, "key": [{"keyId": 1842, "status": "ENABLED", "outputPrefixType": "RAW", "keyData":
            {"typeUrl": "type.googleapis.com/google.crypto.tink.HmacPrfKey", "keyMaterialType": "SYMMETRIC",
            "value": "EgIIAxogQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU="}}]}
            """;

    private TestInvitationKeyset() {}

    /** The file, for {@code dcarbon.invitation.keyset}. */
    public static Path file() {
        try {
            Path file = Files.createTempFile("invitation-keyset", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
