// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

import org.jspecify.annotations.Nullable;

/** The keyset cannot be used, or a stored secret cannot be opened with it. Never says what is in either. */
public final class InvalidKeysetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidKeysetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
