// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.customer.UsagePoint;

/**
 * What a customer allowed.
 *
 * @param id authorization, subscription and retail customer id in one; carries all of this
 * @param username who allowed it
 * @param issuedAt when, in whole seconds
 * @param until until when, in whole seconds; null: until revoked
 * @param selection what was ticked
 */
public record Authorization(String id, String username, Instant issuedAt, @Nullable Instant until,
        Selection selection) {
    /** Whether the period allowed has ended. */
    public boolean endedAt(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** Those of the customer's usage points that were ticked. */
    public List<UsagePoint> selected(List<UsagePoint> usagePoints) {
        return usagePoints.stream().filter(point -> selection.includes(usagePoints.indexOf(point))).toList();
    }
}
