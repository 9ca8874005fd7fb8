// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What is on record of a day's chain. Hashes are in lower-case hexadecimal digits.
 *
 * @param previousRoot where the chain begins: the root of the last day before this one that has entries; zeros if none has
 * @param entries how many there are
 * @param head the hash of the last of them: the day's root once it is closed
 * @param closedAt null while entries can come
 */
public record ChainDay(LocalDate day, String previousRoot, long entries, String head, @Nullable Instant closedAt) {
    /** Before the first entry ever. */
    public static final String NOTHING = "0".repeat(64);
}
