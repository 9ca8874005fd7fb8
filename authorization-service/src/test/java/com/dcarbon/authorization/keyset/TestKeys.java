// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

import java.nio.file.Path;

/** Keys from a file, for tests of those who use them. */
public final class TestKeys {

    private TestKeys() {}

    public static TokenKeys mounted(Path file) {
        return new MountedKeys(file);
    }

    public static SecretCipher cipher(Path file) {
        return new SecretCipher(mounted(file));
    }
}
