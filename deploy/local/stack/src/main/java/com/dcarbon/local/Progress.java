// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

/** Hears what goes on, one line at a time. */
@FunctionalInterface
public interface Progress {
    void say(String line);

    /** Says each line with the seconds since now. */
    static Progress timed(Progress to) {
        long start = System.nanoTime();
        return line -> to.say("%6.1f s  %s".formatted((System.nanoTime() - start) / 1e9, line));
    }
}
