// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.time.Duration;

import com.dcarbon.local.Pause;

/**
 * The time of a plan. It stands still while a part is started again, so that what was planned to meet still meets on a
 * slow machine.
 */
final class PlanClock {
    private static final Duration TICK = Duration.ofMillis(50);

    private long goingSince = System.nanoTime();
    private long gone;
    private boolean going = true;

    /** Returns when that time has come. */
    void await(Duration at) {
        while (now().compareTo(at) < 0) {
            Pause.of(TICK);
        }
    }

    /** Stands still from now on. */
    synchronized void stop() {
        gone = now().toNanos();
        going = false;
    }

    /** Goes on from where it stands. */
    synchronized void go() {
        goingSince = System.nanoTime();
        going = true;
    }

    private synchronized Duration now() {
        return Duration.ofNanos(going ? gone + System.nanoTime() - goingSince : gone);
    }
}
