// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import org.jspecify.annotations.Nullable;

/**
 * What came of following a chain.
 *
 * @param entries how many are as they were written, up to the first fault
 * @param fault the first one; null if there is none
 */
public record Verdict(long entries, @Nullable Fault fault) {
    public static final Verdict EMPTY = new Verdict(0, null);

    public boolean isSound() {
        return fault == null;
    }

    /** This, and what came of the days after it. */
    public Verdict and(Verdict next) {
        return new Verdict(entries + next.entries(), next.fault());
    }
}
