// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What is on record of a day's chain. Hashes are in lower-case hexadecimal digits.
 *
 * @param previousRoot where the chain begins: the root of the last day before this one that has entries; zeros if none has
 * @param entries how many there were, dropped ones included
 * @param head the hash of the last of them: the day's root once it is closed
 * @param closedAt null while entries can come
 * @param dropped how many of them were dropped, because they were kept for as long as the policy says
 * @param droppedAt when the last of them was; null while there are others
 */
public record ChainDay(LocalDate day, String previousRoot, long entries, String head, @Nullable Instant closedAt,
        long dropped, @Nullable Instant droppedAt) {
    /** Before the first entry ever. */
    public static final String NOTHING = "0".repeat(64);

    /** Whether only its root is left. */
    public boolean isDropped() {
        return droppedAt != null;
    }
}
