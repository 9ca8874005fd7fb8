// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.List;

/**
 * Someone who authorized, and what he was told meanwhile.
 *
 * @param utility the provider's id
 * @param login at the utility
 * @param attempts each start, in order
 */
public record Customer(String facilityId, String utility, String login, List<Attempt> attempts) {
    public Customer {
        attempts = List.copyOf(attempts);
    }

    /**
     * One start and what the session said in the end.
     *
     * @param status {@code authorized}, {@code failed}, or {@code pending} if it never said more
     * @param code of the failure, else empty
     * @param silentSeconds from the browser's return to the outcome
     */
    public record Attempt(String sessionId, String status, String code, long silentSeconds) {}

    boolean gotThrough() {
        return !attempts.isEmpty() && attempts.getLast().status().equals("authorized");
    }

    boolean isBehindUtilityApi() {
        return utility.equals("ladwp");
    }

    @Override
    public String toString() {
        return "%s at %s (facility %s)".formatted(login, utility, facilityId);
    }
}
