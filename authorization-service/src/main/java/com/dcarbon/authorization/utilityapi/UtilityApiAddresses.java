// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.net.URI;

import org.springframework.web.util.UriComponentsBuilder;

/** The addresses of UtilityAPI's API v2. */
final class UtilityApiAddresses {

    private UtilityApiAddresses() {}

    /** Below the account's root, each segment encoded. */
    static URI path(Account account, String... segments) {
        return UriComponentsBuilder.fromUri(account.root()).pathSegment(segments).encode().build().toUri();
    }

    /** The authorizations that belong to what a browser brought back, with their meters. */
    static URI referred(Account account, String referral) {
        return UriComponentsBuilder.fromUri(path(account, "authorizations")).queryParam("referrals", "{referral}")
                .queryParam("include", "meters").encode().buildAndExpand(referral).toUri();
    }

    /** A list of which only those are wanted to which that applies. */
    static URI list(Account account, String plural, String filter, boolean value) {
        return UriComponentsBuilder.fromUri(path(account, plural)).queryParam(filter, value).build().toUri();
    }
}
