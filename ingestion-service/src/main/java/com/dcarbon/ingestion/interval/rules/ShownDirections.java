// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Under which direction each stored one is shown. What a meter with role generation generated is shown as
 * {@link Direction#GENERATED}; of all other meters nothing is, not even what the utility calls so. What is stored stays
 * as it came, so that another role shows it as before.
 *
 * @param generatedFrom the stored direction that is shown as generated, or null
 * @param formerly the stored direction that was so before another provider came, or null
 * @param since epoch second at which {@code generatedFrom} took its place
 */
public record ShownDirections(@Nullable Direction generatedFrom, @Nullable Direction formerly, long since) {
    /** Nothing is shown as generated. */
    public static final ShownDirections AS_STORED = new ShownDirections(null);

    /** The same from the beginning. */
    public ShownDirections(@Nullable Direction generatedFrom) {
        this(generatedFrom, null, Long.MIN_VALUE);
    }

    /** Which stored directions are read, all of them or those shown under that one. */
    public Set<Direction> stored(Optional<Direction> wanted) {
        Set<Direction> stored = EnumSet.noneOf(Direction.class);
        for (Direction direction : Direction.values()) {
            if (isWanted(shown(direction, Long.MIN_VALUE), wanted) || isWanted(shown(direction, since), wanted)) {
                stored.add(direction);
            }
        }
        return stored;
    }

    private static boolean isWanted(Optional<Direction> shown, Optional<Direction> wanted) {
        return shown.isPresent() && (wanted.isEmpty() || wanted.equals(shown));
    }

    /** How what begins then and is stored under that direction is shown; empty if it is not. */
    public Optional<Direction> shown(Direction stored, long start) {
        Direction generated = start < since && formerly != null ? formerly : generatedFrom;
        if (stored == generated) {
            return Optional.of(Direction.GENERATED);
        }
        return stored == Direction.GENERATED ? Optional.empty() : Optional.of(stored);
    }
}
