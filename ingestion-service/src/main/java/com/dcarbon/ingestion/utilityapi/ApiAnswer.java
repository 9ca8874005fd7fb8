// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

/** What a GET brought where it is no trouble that every protocol knows. */
sealed interface ApiAnswer {

    /** 200: the document is on disk now. */
    record Document() implements ApiAnswer {}

    /**
     * 504, or more than the profile allows: less has to be asked for at once.
     *
     * @param detail for the log
     */
    record TooMuch(String detail) implements ApiAnswer {}
}
