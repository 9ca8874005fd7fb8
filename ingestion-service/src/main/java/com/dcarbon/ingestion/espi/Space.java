// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Locale;

/** The namespaces of a feed. */
enum Space {
    ATOM,
    ESPI,
    CUSTOMER,
    /** A prefix that nobody declared; real feeds have such, and then the local name decides. */
    UNDECLARED,
    /** Everything else, no namespace included. */
    OTHER;

    static Space of(String uri) {
        String trimmed = uri.strip().toLowerCase(Locale.ROOT);
        String plain = trimmed.startsWith("https:") ? "http:" + trimmed.substring("https:".length()) : trimmed;
        return switch (plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain) {
            case "http://www.w3.org/2005/atom" -> ATOM;
            case "http://naesb.org/espi" -> ESPI;
            case "http://naesb.org/espi/customer" -> CUSTOMER;
            default -> OTHER;
        };
    }

    boolean mayBe(Space wanted) {
        return this == wanted || this == UNDECLARED;
    }
}
