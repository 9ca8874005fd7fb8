// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.util.Arrays;
import java.util.Optional;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.meter.Meter;

/** Under which direction a meter's stored readings are shown. The only place that knows of a difference. */
final class ShownDirections {

    private ShownDirections() {}

    /** Which readings somebody means who asks for that direction, or for all. */
    static Direction[] stored(Meter meter, Optional<Direction> asked) {
        return Arrays.stream(Direction.values())
                .filter(stored -> asked.isEmpty() || asked.get() == shown(meter, stored))
                .toArray(Direction[]::new);
    }

    /** What readings that are stored under that direction are shown as. */
    @SuppressWarnings("unused")
    static Direction shown(Meter meter, Direction stored) {
        return stored;
    }
}
