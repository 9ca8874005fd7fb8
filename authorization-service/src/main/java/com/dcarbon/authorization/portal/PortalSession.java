// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.portal;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a customer whom a utility sent: no facility yet, and nobody signed in.
 *
 * @param providerIds the utilities that know us by the name they sent; mostly one
 * @param scope what the utility wants to be asked for
 */
record PortalSession(List<String> providerIds, String scope, Instant expiresAt) {

    boolean isFor(String providerId, Instant now) {
        return providerIds.contains(providerId) && isGood(now);
    }

    boolean isGood(Instant now) {
        return now.isBefore(expiresAt);
    }

    /** As a text that {@link #read} understands. */
    String written() {
        return expiresAt.getEpochSecond() + "\n" + String.join(",", providerIds) + "\n" + scope;
    }

    /** Empty if it is none. */
    static Optional<PortalSession> read(String written) {
        String[] lines = written.split("\n", -1);
        return lines.length == 3 && lines[0].matches("\\d{1,12}")
                ? Optional.of(new PortalSession(Arrays.asList(lines[1].split(",", -1)), lines[2],
                        Instant.ofEpochSecond(Long.parseLong(lines[0]))))
                : Optional.empty();
    }
}
