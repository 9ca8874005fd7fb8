// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.dcarbon.ingestion.interval.rules.Direction;

/**
 * What the units of a facility generated, month by month. Where two meters may be one that came through two providers, each
 * moment counts once: for the meter for which the month was told before, else for the one that was there first; a meter
 * from uploads stands back behind others. What another facility has told of the same meter does not count.
 */
public final class FacilityMonths {
    private final List<Unit> units;
    private final long oldEnough;
    private final Ledger ledger;
    private final ToldDirections toldDirections;
    private final Map<YearMonth, Map<UUID, MonthCount>> counted = new HashMap<>();

    /**
     * @param units in the order in which they came to the facility, those from uploads last
     * @param oldEnough what ends later is too young
     * @param ledger what was told before
     * @param toldDirections of which series
     */
    public FacilityMonths(List<Unit> units, Instant oldEnough, Ledger ledger, ToldDirections toldDirections) {
        this.units = List.copyOf(units);
        this.oldEnough = oldEnough.getEpochSecond();
        this.ledger = ledger;
        this.toldDirections = toldDirections;
    }

    /** What the readings of a meter in that month come to; empty if it is no unit (any more). */
    public Optional<MonthCount> count(UUID meter, YearMonth month) {
        return Optional.ofNullable(counted.computeIfAbsent(month, this::countAll).get(meter));
    }

    /** The energy that a meter generated in that month, as is known now; 0 if it is no unit (any more). */
    public BigDecimal wh(UUID meter, YearMonth month) {
        return count(meter, month).map(MonthCount::wh).orElse(BigDecimal.ZERO);
    }

    private Map<UUID, MonthCount> countAll(YearMonth month) {
        List<Unit> order = new ArrayList<>(units);
        order.sort(Comparator.comparing(unit -> ledger.told(unit.meter(), month).signum() == 0));
        Map<UUID, MonthCount> counts = new HashMap<>();
        for (int place = 0; place < order.size(); place++) {
            Unit unit = order.get(place);
            LocalMonth local = LocalMonth.of(month, unit.zone());
            TimeTaken elsewhere = taken(unit, local, order.subList(0, place));
            counts.put(unit.meter(),
                    new CountingMonth(unit, series(unit, local).orElse(null), local, oldEnough, elsewhere).count());
        }
        return counts;
    }

    private TimeTaken taken(Unit unit, LocalMonth month, List<Unit> earlier) {
        var taken = new TimeTaken();
        earlier.stream()
                .filter(other -> unit.origin().mayBeTheSameAs(other.origin()))
                .forEach(other -> series(other, month).ifPresent(series -> taken.take(other, series, month)));
        return taken;
    }

    private Optional<Direction> series(Unit unit, LocalMonth month) {
        return toldDirections.of(unit.meter(), month.month()).or(() -> unit.series(month));
    }
}
