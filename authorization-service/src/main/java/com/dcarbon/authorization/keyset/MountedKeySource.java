// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

import java.nio.file.Path;

import org.springframework.stereotype.Component;

/** Keys in a file that is mounted from a secret store: a path, or {@code file:} and a path. */
@Component
class MountedKeySource implements TokenKeySource {

    @Override
    public boolean serves(String reference) {
        return reference.startsWith("file:") || !reference.contains(":");
    }

    @Override
    public TokenKeys open(String reference) {
        return new MountedKeys(
                Path.of(reference.startsWith("file:") ? reference.substring("file:".length()) : reference));
    }
}
