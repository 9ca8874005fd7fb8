// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Where a customer's data is, as the utility said with the tokens. Each is on a host of the utility's profile.
 *
 * @param resourceUri the usage data
 * @param customerResourceUri account, address and meter numbers; null if not granted
 * @param authorizationUri the utility's Authorization resource, or null
 */
public record DataLocations(URI resourceUri, @Nullable URI customerResourceUri, @Nullable URI authorizationUri) {}
