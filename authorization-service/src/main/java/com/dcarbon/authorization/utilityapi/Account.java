// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One of our accounts at UtilityAPI, with the profiles that share it.
 *
 * @param name our own name of it
 * @param root of the API, without a slash at the end
 * @param token opens all of the account's authorizations; as it is now, for it is replaced now and then
 * @param webhookSecret what its webhooks are signed with, or null if it sends none
 * @param providerIds the profiles, at least one
 */
record Account(String name, URI root, Supplier<String> token, @Nullable String webhookSecret, double requestsPerSecond,
        List<String> providerIds) {

    /** What its calls are counted under that concern no single utility. */
    String label() {
        return "utility-api-" + name;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}
