// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

/**
 * A resource that is to be fetched.
 *
 * @param url absolute
 */
record Wanted(String url, Purpose purpose) {

    /** What it is for. */
    enum Purpose {
        /** The resource that the token answer names. */
        ROOT,
        /** A further page of any of them but customer data. */
        PAGE,
        /** A resource that a link names. */
        BRANCH,
        /** Readings that a link names. */
        READINGS,
        /** Accounts and addresses: good to have, not needed. */
        CUSTOMER
    }

    boolean isNarrowed() {
        return purpose == Purpose.ROOT || purpose == Purpose.READINGS;
    }
}
