// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import org.jspecify.annotations.Nullable;

/** A provider profile or its secret cannot be used; the service does not start. */
public final class InvalidProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidProfileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
