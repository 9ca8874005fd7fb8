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
 */
public record ShownDirections(@Nullable Direction generatedFrom) {
    /** Nothing is shown as generated. */
    public static final ShownDirections AS_STORED = new ShownDirections(null);

    /** Which stored directions are read, all of them or those shown under that one. */
    public Set<Direction> stored(Optional<Direction> wanted) {
        Set<Direction> stored = EnumSet.noneOf(Direction.class);
        for (Direction direction : Direction.values()) {
            Optional<Direction> shown = shown(direction);
            if (shown.isPresent() && (wanted.isEmpty() || wanted.equals(shown))) {
                stored.add(direction);
            }
        }
        return stored;
    }

    /** How a stored direction is shown; empty if it is not. */
    public Optional<Direction> shown(Direction stored) {
        if (stored == generatedFrom) {
            return Optional.of(Direction.GENERATED);
        }
        return stored == Direction.GENERATED ? Optional.empty() : Optional.of(stored);
    }
}
