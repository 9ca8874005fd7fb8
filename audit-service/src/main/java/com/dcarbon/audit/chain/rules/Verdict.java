// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import org.jspecify.annotations.Nullable;

/**
 * What came of following a chain.
 *
 * @param entries how many are as they were written, up to the first fault
 * @param dropped how many more were dropped by the policy and are told of
 * @param fault the first one; null if there is none
 */
public record Verdict(long entries, long dropped, @Nullable Fault fault) {
    public static final Verdict EMPTY = new Verdict(0, null);

    /** Where nothing was dropped. */
    public Verdict(long entries, @Nullable Fault fault) {
        this(entries, 0, fault);
    }

    public boolean isSound() {
        return fault == null;
    }

    /** This, and what came of the days after it. */
    public Verdict and(Verdict next) {
        return new Verdict(entries + next.entries(), dropped + next.dropped(), next.fault());
    }

    /** The same, but for a fault that was found later. */
    public Verdict with(Fault found) {
        return new Verdict(entries, dropped, found);
    }
}
