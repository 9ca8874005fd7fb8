// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** What is on at one utility. Of the faults that could befall a call the one switched on first does. */
public final class Faults {
    private final List<Switched> switched = new ArrayList<>();
    private long last;

    /**
     * A fault that is on.
     *
     * @param id its name from now on
     * @param applied how many requests it has befallen
     * @param remaining how many more it will befall; null for all
     */
    public record On(String id, Fault fault, long applied, @Nullable Long remaining) {}

    /** Switches it on. It goes off by itself when it has befallen as many requests as it should. */
    public synchronized On switchOn(Fault fault) {
        Switched entry = new Switched(String.valueOf(++last), fault);
        switched.add(entry);
        return entry.on();
    }

    /** Switches it off. False if it was not on. */
    public synchronized boolean switchOff(String id) {
        return switched.removeIf(entry -> entry.id.equals(id));
    }

    /** Switches all off. */
    public synchronized void switchAllOff() {
        switched.clear();
    }

    /** What is on, in the order in which it was switched on. */
    public synchronized List<On> on() {
        return switched.stream().map(Switched::on).toList();
    }

    /** The fault that befalls this call, counted. {@code possible} leaves out faults that make no sense for it. */
    public synchronized Optional<On> befalling(Call call, Predicate<Fault> possible) {
        for (Switched entry : List.copyOf(switched)) {
            if (entry.fault.befalls(call) && possible.test(entry.fault) && entry.decides()) {
                if (entry.isUsedUp()) {
                    switched.remove(entry);
                }
                return Optional.of(entry.on());
            }
        }
        return Optional.empty();
    }

    /** A fault with its counters. */
    private static final class Switched {
        private final String id;
        private final Fault fault;
        private final SplittableRandom random;
        private long matched;
        private long applied;

        private Switched(String id, Fault fault) {
            this.id = id;
            this.fault = fault;
            this.random = new SplittableRandom(fault.aim().seed());
        }

        /** The n-th matching call is decided by the seed and n alone. */
        private boolean decides() {
            if (++matched <= fault.aim().spared()) {
                return false;
            }
            boolean befalls = fault.aim().probability() >= 1 || random.nextDouble() < fault.aim().probability();
            if (befalls) {
                applied++;
            }
            return befalls;
        }

        private boolean isUsedUp() {
            Long times = fault.aim().times();
            return times != null && applied >= times;
        }

        private On on() {
            Long times = fault.aim().times();
            return new On(id, fault, applied, times == null ? null : times - applied);
        }
    }
}
