// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What has come of one local day.
 *
 * @param end of the day, epoch second
 * @param blocks one for each run
 */
record ArrivedDay(long end, List<Run> runs, List<FingerprintedBlock> blocks) {

    static ArrivedDay of(List<Run> runs, Fingerprints fingerprints) {
        return new ArrivedDay(runs.getFirst().dayEnd(), runs,
                runs.stream().map(run -> FingerprintedBlock.of(run.block(), fingerprints)).toList());
    }

    List<Reading> readings() {
        return runs.size() == 1
                ? runs.getFirst().readings()
                : runs.stream().flatMap(run -> run.readings().stream()).toList();
    }

    /** How many readings it has. */
    int size() {
        return runs.stream().mapToInt(run -> run.readings().size()).sum();
    }

    /** Whether just this is stored. */
    boolean isStored(List<BlockHead> stored) {
        if (stored.size() != blocks.size()) {
            return false;
        }
        for (int i = 0; i < stored.size(); i++) {
            if (!blocks.get(i).isStored(stored.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What becomes of a stored block.
     *
     * @param block that takes its place
     * @param repeated how many of its intervals are the same
     */
    record Replacement(FingerprintedBlock block, int repeated) {

        /** Whether it changes nothing. */
        boolean isNothing() {
            return repeated == block.block().values().size();
        }
    }

    /**
     * What {@link BlockMerge} would make of this day where one block of it is stored and one has come, both for the same
     * intervals without a gap and written alike, and all that has come was changed at one time, which is not earlier: the
     * block that has come, as with nearly every correction.
     *
     * @param stored the blocks of this day
     */
    Optional<Replacement> replacement(List<IntervalBlock> stored) {
        if (stored.size() != 1 || blocks.size() != 1) {
            return Optional.empty();
        }
        IntervalBlock before = stored.getFirst();
        IntervalBlock arrived = blocks.getFirst().block();
        if (!arrived.isShapedAs(before) || arrived.hasGaps() || before.hasGaps() || !isAsNewAs(before)) {
            return Optional.empty();
        }
        int repeated = same(before, arrived);
        return Optional.of(new Replacement(dated(before, repeated > 0), repeated));
    }

    /** Where each of its readings was changed at the same time. */
    private boolean isAsNewAs(IntervalBlock before) {
        long updated = blocks.getFirst().block().updated();
        return (updated == 0 || updated >= before.updated())
                && runs.getFirst().readings().stream().allMatch(reading -> reading.updated() == updated);
    }

    /** What is kept keeps its date. */
    private FingerprintedBlock dated(IntervalBlock before, boolean keeps) {
        FingerprintedBlock arrived = blocks.getFirst();
        return keeps && arrived.block().updated() < before.updated()
                ? new FingerprintedBlock(arrived.block().updated(before.updated()), arrived.fingerprint())
                : arrived;
    }

    private static int same(IntervalBlock before, IntervalBlock arrived) {
        int same = 0;
        for (int i = 0; i < arrived.values().size(); i++) {
            boolean equal = Objects.equals(before.values().get(i), arrived.values().get(i))
                    && Objects.equals(before.qualities().get(i), arrived.qualities().get(i));
            same += equal ? 1 : 0;
        }
        return same;
    }
}
