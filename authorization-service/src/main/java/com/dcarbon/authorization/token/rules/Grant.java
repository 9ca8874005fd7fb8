// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a customer's consent brought.
 *
 * @param authId the utility's own id of the authorization
 * @param scope the granted scope
 * @param expiresAt when the customer's consent ends, or null where the utility does not tell
 */
public record Grant(TokenSet tokens, String authId, String scope, DataLocations locations,
        @Nullable Instant expiresAt) {}
