// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many requests a second are answered. */
final class Pace {
    private static final long SECOND = 1_000_000_000L;

    private final Deque<Long> taken = new ArrayDeque<>();

    /** Whether one more is within that many a second, counted over the last {@code count / rate} seconds. */
    synchronized boolean allows(double perSecond) {
        long now = System.nanoTime();
        long window = (long) (SECOND * Math.max(1, 1 / perSecond));
        int most = (int) Math.max(1, perSecond);
        while (!taken.isEmpty() && now - taken.getFirst() >= window) {
            taken.removeFirst();
        }
        if (taken.size() >= most) {
            return false;
        }
        taken.addLast(now);
        return true;
    }
}
