// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.access;

/** What the authorization service says to a wish for access. */
public sealed interface AccessAnswer {

    /** Here it is. */
    record Granted(AccessGrant grant) implements AccessAnswer {
        /** Without the token. */
        @Override
        public String toString() {
            return "Granted";
        }
    }

    /** There is no such authorization, or it has ended. */
    record NotActive() implements AccessAnswer {}

    /**
     * It cannot be had now.
     *
     * @param detail for the log
     */
    record Unavailable(String detail) implements AccessAnswer {}
}
