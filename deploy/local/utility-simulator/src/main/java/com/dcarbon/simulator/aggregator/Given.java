// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

import com.dcarbon.simulator.customer.Household;

/**
 * An authorization as those see it who look behind the API.
 *
 * @param uid its uid
 * @param utility the utility, as the API calls it
 * @param customer the login
 * @param status {@code pending}, {@code updated} or {@code errored}
 * @param active neither declined, revoked nor expired
 * @param created when it was given
 * @param meters the meters' uids by usage point
 * @param household the truth behind its meters
 * @param zone the utility's local time
 */
public record Given(String uid, String utility, String customer, String status, boolean active, Instant created,
        Map<String, String> meters, Household household, ZoneId zone) {}
