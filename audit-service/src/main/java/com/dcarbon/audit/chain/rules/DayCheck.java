// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.audit.chain.rules.Fault.Kind;

/**
 * Follows the chain of one day, entry by entry; stops at the first fault. Of an entry that was dropped the hash counts, for
 * the next entry covers it; of a day of which only the root is left, only where it begins.
 */
public final class DayCheck {
    private final ChainDay day;
    private String last;
    private long sound;
    private long dropped;
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
    public boolean follow(List<Place> places) {
        for (Place place : places) {
            if (fault == null) {
                fault = faultOf(place);
            }
            if (fault == null) {
                pass(place);
            }
        }
        return fault == null;
    }

    private void pass(Place place) {
        last = place.hash();
        lastId = place.id();
        switch (place) {
            case ChainEntry _ -> sound++;
            case DroppedEntry _ -> dropped++;
        }
    }

    private @Nullable Fault faultOf(Place place) {
        long next = sound + dropped + 1;
        if (place.number() > next) {
            return new Fault(day.day(), next, null, Kind.MISSING);
        }
        if (place.number() < next || place.number() > day.entries()) {
            return of(place, Kind.SURPLUS);
        }
        return switch (place) {
            case ChainEntry entry -> faultWithin(entry);
            case DroppedEntry _ -> null;
        };
    }

    private @Nullable Fault faultWithin(ChainEntry entry) {
        if (!entry.hashAfter(last).equals(entry.hash())) {
            return of(entry, Kind.ALTERED);
        }
        return entry.isPersonalSound() ? null : of(entry, Kind.PERSONAL_ALTERED);
    }

    private Fault of(Place place, Kind kind) {
        return new Fault(day.day(), place.number(), place.id(), kind);
    }

    /** When all entries were taken in, or a fault was found. */
    public Verdict verdict() {
        if (fault == null && day.isDropped()) {
            return new Verdict(0, day.entries(), null);
        }
        if (fault == null && sound + dropped < day.entries()) {
            fault = new Fault(day.day(), sound + dropped + 1, null, Kind.MISSING);
        }
        if (fault == null && !last.equals(day.head())) {
            fault = new Fault(day.day(), sound + dropped, lastId, Kind.ROOT_ALTERED);
        }
        return new Verdict(sound, dropped, fault);
    }
}
