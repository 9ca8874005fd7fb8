// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import org.jspecify.annotations.Nullable;

/** A record that is not what its topic promises; trying again does not help. */
public final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
