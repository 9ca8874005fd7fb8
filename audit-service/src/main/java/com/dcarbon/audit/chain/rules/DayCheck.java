// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.audit.chain.rules.Fault.Kind;

/** Follows the chain of one day, entry by entry; stops at the first fault. */
public final class DayCheck {
    private final ChainDay day;
    private String last;
    private long sound;
    private @Nullable UUID lastId;
    private @Nullable Fault fault;

    /** @param rootBefore the head of the last day before that one, or {@link ChainDay#NOTHING} */
    public DayCheck(ChainDay day, String rootBefore) {
        this.day = day;
        this.last = day.previousRoot();
        if (!day.previousRoot().equals(rootBefore)) {
            fault = new Fault(day.day(), 1, null, Kind.DETACHED);
        }
    }

    /**
     * Takes in the next entries by their numbers.
     *
     * @return whether all is well so far
     */
    public boolean follow(List<ChainEntry> entries) {
        for (ChainEntry entry : entries) {
            if (fault == null) {
                fault = faultOf(entry);
            }
            if (fault == null) {
                last = entry.hash();
                lastId = entry.id();
                sound++;
            }
        }
        return fault == null;
    }

    private @Nullable Fault faultOf(ChainEntry entry) {
        long next = sound + 1;
        if (entry.number() > next) {
            return new Fault(day.day(), next, null, Kind.MISSING);
        }
        if (entry.number() < next || entry.number() > day.entries()) {
            return of(entry, Kind.SURPLUS);
        }
        if (!entry.hashAfter(last).equals(entry.hash())) {
            return of(entry, Kind.ALTERED);
        }
        return entry.isPersonalSound() ? null : of(entry, Kind.PERSONAL_ALTERED);
    }

    private Fault of(ChainEntry entry, Kind kind) {
        return new Fault(day.day(), entry.number(), entry.id(), kind);
    }

    /** When all entries were taken in, or a fault was found. */
    public Verdict verdict() {
        if (fault == null && sound < day.entries()) {
            fault = new Fault(day.day(), sound + 1, null, Kind.MISSING);
        }
        if (fault == null && !last.equals(day.head())) {
            fault = new Fault(day.day(), sound, lastId, Kind.ROOT_ALTERED);
        }
        return new Verdict(sound, fault);
    }
}
