// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a failed delivery waits: twice as long each time up to a limit, and spread, so that not everything comes back
 * at the same moment.
 *
 * @param first before the second attempt, at most
 * @param longest however many have failed
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MANY = 20;

    /**
     * @param attempts how many have failed, at least 1
     * @return between a half and the whole of that attempt's delay
     */
    public Duration after(int attempts, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(attempts - 1, MANY);
        long whole = Math.max(1, Math.min(doubled, longest.toMillis()));
        return Duration.ofMillis(random.nextLong(whole / 2, whole + 1));
    }
}
