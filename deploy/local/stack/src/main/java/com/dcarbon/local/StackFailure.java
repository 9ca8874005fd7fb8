// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

/** The stack cannot go on; the message is for the person in front of it. */
public class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
