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
        String trimmed = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return switch (trimmed.toLowerCase(Locale.ROOT)) {
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
