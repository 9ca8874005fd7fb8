// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import org.jspecify.annotations.Nullable;

/**
 * Who took an invitation, as the token described them.
 *
 * @param email what the token says, proven or not; null if it has none
 * @param emailVerified whether the identity provider knows that the address is theirs
 */
public record Taker(String userId, @Nullable String name, @Nullable String email, boolean emailVerified) {

    /** Whether this is provenly the person at that address. */
    boolean isAt(String address) {
        return emailVerified && EmailAddress.same(email, address);
    }

    /** The address that is provenly theirs, or null. */
    @Nullable
    String verifiedEmail() {
        return emailVerified ? email : null;
    }
}
