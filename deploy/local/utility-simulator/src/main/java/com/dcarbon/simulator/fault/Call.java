// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import org.jspecify.annotations.Nullable;

/**
 * A request as faults see it.
 *
 * @param kind what it asks for
 * @param username whose data or tokens, as far as the request tells
 * @param subscription the authorization, subscription and retail customer id in one, as far as the request tells
 * @param presented what else it brought
 */
public record Call(CallKind kind, @Nullable String username, @Nullable String subscription, Presented presented) {
    /**
     * Who asked with what.
     *
     * @param grantType of a token request
     * @param client the client id presented
     * @param credential the secret word of the request in short, see {@link Fingerprint}: the bearer token, refresh
     *        token or code
     */
    public record Presented(@Nullable String grantType, @Nullable String client, @Nullable String credential) {}

    boolean concerns(String customer) {
        return customer.equals(username) || customer.equals(subscription);
    }
}
