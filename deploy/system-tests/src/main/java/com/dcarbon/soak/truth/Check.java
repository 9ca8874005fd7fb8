// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.List;

/** One statement that must be true, and the ids of everything for which it is not. */
interface Check {
    /** A sentence. */
    String statement();

    /** Whether it can say anything of these customers. */
    default boolean concerns(Evidence evidence) {
        return true;
    }

    /** Looks for it in the evidence. */
    Finding find(Evidence evidence);

    /**
     * What a look brought.
     *
     * @param compared how many things were looked at; a statement about nothing proves nothing
     * @param differences with ids; empty if the statement is true
     */
    record Finding(long compared, List<String> differences) {}
}
