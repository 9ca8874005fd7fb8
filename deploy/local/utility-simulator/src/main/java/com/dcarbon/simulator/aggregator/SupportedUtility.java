// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.ZoneId;

import com.dcarbon.simulator.customer.Customers;

/**
 * A utility that can be reached through UtilityAPI.
 *
 * @param id as the API calls it: {@code PG&E}, {@code LADWP}
 * @param name what customers read
 * @param zone its local time
 * @param customers who has an account there, with the same meters as at the utility's own Green Button service
 */
public record SupportedUtility(String id, String name, ZoneId zone, Customers customers) {
    /** Whether the blocks of its meters are loaded only when asked for, as at some utilities. */
    boolean expandsOnDemand() {
        return id.equals("EVRSRCMA");
    }
}
