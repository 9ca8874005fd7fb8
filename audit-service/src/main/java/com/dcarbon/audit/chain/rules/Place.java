// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import java.util.UUID;

/** What stands at a place of a day's chain: an entry, or what is left of one that was dropped. */
public sealed interface Place permits ChainEntry, DroppedEntry {

    /** From 1. */
    long number();

    UUID id();

    /** In lower-case hexadecimal digits. */
    String hash();
}
