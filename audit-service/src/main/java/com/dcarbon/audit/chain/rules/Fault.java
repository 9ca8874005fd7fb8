// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Where a chain is broken first.
 *
 * @param number the place in the day, from 1
 * @param id of the entry that stands there; null if none does
 */
public record Fault(LocalDate day, long number, @Nullable UUID id, Kind kind) {

    /** What is wrong there. */
    public enum Kind {
        ALTERED("The entry, or the hash of the one before it, is not what it was when it was written."),
        PERSONAL_ALTERED(
                "The address or the names that stand aside are not what they were when the entry was written."),
        MISSING("An entry that stood here was removed."),
        SURPLUS("The entry was not appended by the service."),
        DETACHED("The chain of this day does not begin where the one before it ends: a day was removed or altered."),
        DAY_MISSING("The record of this day was removed."),
        ROOT_ALTERED("The root on record for this day is not the hash of its last entry."),
        DROP_UNRECORDED("Entries are gone of whose drop the log does not tell, or tells otherwise.");

        private final String explanation;

        Kind(String explanation) {
            this.explanation = explanation;
        }

        /** The value in the API. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** In plain words. */
        public String explanation() {
            return explanation;
        }
    }
}
