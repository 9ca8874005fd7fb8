// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync.rules;

import java.util.Optional;
import java.util.Set;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.source.SeriesFacts;

/**
 * Which series a meter has, so that none says the same twice, has holes where another stands in for it, or changes its
 * meaning from one import to the next.
 *
 * <p>Delivered and received energy say more than their balance, so the balance is left out where they say it all. It is
 * taken whole where some of it is told by it alone; and a meter that has it once keeps it. Energy told as delivered that
 * falls well below zero, with nothing told of the other way, was a balance from the beginning, and stays one. A meter of
 * generation has no balance: what it tells below zero is what its device uses.
 *
 * @param told the directions of which readings have come
 * @param stored the directions of which readings are stored
 * @param forward what is known of what comes as delivered
 */
public record SeriesRule(Set<Direction> told, SeriesFacts facts, Set<Direction> stored, Forward forward) {

    /** What that is which comes as delivered. */
    public enum Forward {
        /** What it says, as far as is known. */
        AS_TOLD,
        /** It was found to be a balance before. */
        NET,
        /** A person has said that the meter measures generation, or a frozen report has counted it so. */
        GENERATION
    }

    /** As which direction readings are stored that come as that one; empty if they are left out. */
    public Optional<Direction> placeOf(Direction direction) {
        return switch (direction) {
            case NET -> repeatsOnly() ? Optional.empty() : Optional.of(Direction.NET);
            case DELIVERED -> placeOfForward();
            case RECEIVED, GENERATED -> Optional.of(direction);
        };
    }

    private boolean repeatsOnly() {
        return facts.netRepeats() && !stored.contains(Direction.NET);
    }

    private Optional<Direction> placeOfForward() {
        if (!becomesNet() && forward != Forward.NET || told.contains(Direction.RECEIVED)) {
            return Optional.of(Direction.DELIVERED);
        }
        return told.contains(Direction.NET) ? Optional.empty() : Optional.of(Direction.NET);
    }

    /** Whether what comes as delivered is a balance, which was not known before. */
    public boolean becomesNet() {
        return facts.forwardIsBalance() && forward == Forward.AS_TOLD && !stored.contains(Direction.RECEIVED);
    }

    /** Whether what was stored as delivered was a balance too. */
    public boolean renamesHistory() {
        return becomesNet() && stored.contains(Direction.DELIVERED) && !stored.contains(Direction.NET);
    }
}
