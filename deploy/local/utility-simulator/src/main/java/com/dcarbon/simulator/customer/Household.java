// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.util.List;

/**
 * What one login at one custodian owns: the truth behind the feeds.
 *
 * @param username the login
 * @param name the person
 * @param accountNumber the utility account, as in the customer feed
 * @param usagePoints may be empty
 * @param published which readings the custodian has by now
 */
public record Household(String username, String name, String accountNumber, List<UsagePoint> usagePoints,
        Period published) {
    public Household {
        usagePoints = List.copyOf(usagePoints);
    }
}
