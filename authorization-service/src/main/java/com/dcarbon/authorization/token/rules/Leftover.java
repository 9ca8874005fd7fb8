// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

/**
 * A consent that the customer gave and that nobody here uses: what it is, and what ends it at the utility.
 *
 * @param authId the utility's own id of the authorization
 */
public record Leftover(String authId, RemainingAccess access) {

    /** Of a consent that was good, but came for nobody. */
    public static Leftover of(Grant grant) {
        return new Leftover(grant.authId(), RemainingAccess.of(grant));
    }
}
