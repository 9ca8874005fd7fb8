// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

/**
 * What a customer's consent brought.
 *
 * @param authId the utility's own id of the authorization
 * @param scope the granted scope
 */
public record Grant(TokenSet tokens, String authId, String scope, DataLocations locations) {}
