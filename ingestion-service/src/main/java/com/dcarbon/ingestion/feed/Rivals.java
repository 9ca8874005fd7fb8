// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.dcarbon.ingestion.espi.EnergySeries;

/**
 * Series that tell the energy of one usage point, direction and time more than once. That is usual, and one of them counts,
 * but not where one tells only a part: the energy of a single phase, or of a time of use, beside the whole.
 */
final class Rivals {
    private final Function<EnergySeries, SeriesTally> tallies;
    private final Set<EnergySeries> partsBesideWhole = new HashSet<>();
    private final Set<EnergySeries> partsAlone = new HashSet<>();
    private final Set<EnergySeries> bucketsBesideWhole = new HashSet<>();

    /** @param series those that would be taken */
    Rivals(List<EnergySeries> series, Function<EnergySeries, SeriesTally> tallies) {
        this.tallies = tallies;
        Map<List<Object>, List<EnergySeries>> rivals = new HashMap<>();
        series.forEach(one -> rivals.computeIfAbsent(List.of(one.point(), one.direction()), unused -> new ArrayList<>())
                .add(one));
        rivals.values().forEach(this::compare);
    }

    private void compare(List<EnergySeries> rivals) {
        for (int i = 0; i < rivals.size(); i++) {
            for (EnergySeries other : rivals.subList(i + 1, rivals.size())) {
                compare(rivals.get(i), other);
            }
        }
    }

    private void compare(EnergySeries one, EnergySeries other) {
        if (one.bucket().isWhole() != other.bucket().isWhole() && meet(one, other)) {
            bucketsBesideWhole.add(one.bucket().isWhole() ? other : one);
        }
        if (one.singlePhase() != other.singlePhase() && meet(one, other)) {
            boolean besideWhole = one.singlePhase() == 0 || other.singlePhase() == 0;
            Set<EnergySeries> parts = besideWhole ? partsBesideWhole : partsAlone;
            List.of(one, other).stream().filter(each -> each.singlePhase() != 0).forEach(parts::add);
        }
    }

    private boolean meet(EnergySeries one, EnergySeries other) {
        return tallies.apply(one).meets(tallies.apply(other));
    }

    /** Those of single phases where another one tells all of them together. */
    Set<EnergySeries> partsBesideWhole() {
        return partsBesideWhole;
    }

    /** Those into which a tariff divides the energy, where another one tells all of it. */
    Set<EnergySeries> bucketsBesideWhole() {
        return bucketsBesideWhole;
    }

    /** Those of single phases that nothing adds up. */
    Set<EnergySeries> partsAlone() {
        Set<EnergySeries> alone = new HashSet<>(partsAlone);
        alone.removeAll(partsBesideWhole);
        return alone;
    }
}
