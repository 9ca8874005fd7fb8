// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

/** The document is no Green Button feed that may be read: cut off, not XML, or with something that is refused. */
public final class MalformedFeedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong with it, for a person; never content of the document */
    public MalformedFeedException(String message) {
        super(message);
    }
}
