// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;

import com.dcarbon.ingestion.report.rules.LedgerLine.Adjustment;

/**
 * What was told of a facility's units, month after month, and what follows from that for the next one. What was told is
 * never changed: a correction of a month is told with the next month that is frozen.
 */
public final class Ledger {
    private final NavigableMap<YearMonth, Map<UUID, BigDecimal>> told;
    private final Map<UUID, Balance> balances;

    private Ledger(NavigableMap<YearMonth, Map<UUID, BigDecimal>> told, Map<UUID, Balance> balances) {
        this.told = told;
        this.balances = balances;
    }

    /** Nothing was ever told. */
    public static Ledger empty() {
        return new Ledger(new TreeMap<>(), Map.of());
    }

    /** The month that was told first. */
    public Optional<YearMonth> first() {
        return told.isEmpty() ? Optional.empty() : Optional.of(told.firstKey());
    }

    /** The month that was told last. */
    public Optional<YearMonth> last() {
        return told.isEmpty() ? Optional.empty() : Optional.of(told.lastKey());
    }

    /** The units of which something was told. */
    public Set<UUID> units() {
        return balances.keySet();
    }

    /** What was told of a unit's month until now, adjustments included, in Wh. */
    public BigDecimal told(UUID meter, YearMonth month) {
        return told.getOrDefault(month, Map.of()).getOrDefault(meter, BigDecimal.ZERO);
    }

    /**
     * What is to be told of the next month.
     *
     * @param month later than all that was told
     * @param units with role generation now; units of which something was told before are added
     * @param energy what a unit's month comes to as is known now, in Wh
     * @param carry for units of which nothing was told yet
     */
    public List<LedgerLine> next(YearMonth month, Collection<UUID> units,
            BiFunction<UUID, YearMonth, BigDecimal> energy, Carry carry) {
        if (!told.isEmpty() && !month.isAfter(told.lastKey())) {
            throw new IllegalArgumentException(month + " was told already");
        }
        Set<UUID> all = new TreeSet<>(balances.keySet());
        all.addAll(units);
        return all.stream()
                .map(unit -> LedgerLine.of(unit, energy.apply(unit, month), adjustments(unit, energy),
                        balances.getOrDefault(unit, Balance.none(carry))))
                .toList();
    }

    private List<Adjustment> adjustments(UUID unit, BiFunction<UUID, YearMonth, BigDecimal> energy) {
        List<Adjustment> adjustments = new ArrayList<>();
        for (YearMonth month : told.keySet()) {
            BigDecimal before = told(unit, month);
            BigDecimal now = energy.apply(unit, month);
            if (before.compareTo(now) != 0) {
                adjustments.add(new Adjustment(month, Energy.plain(before), Energy.plain(now)));
            }
        }
        return adjustments;
    }

    /** The ledger once those lines were told. */
    public Ledger after(YearMonth month, List<LedgerLine> lines) {
        NavigableMap<YearMonth, Map<UUID, BigDecimal>> more = new TreeMap<>();
        told.forEach((past, amounts) -> more.put(past, new HashMap<>(amounts)));
        Map<UUID, Balance> after = new HashMap<>(balances);
        Map<UUID, BigDecimal> fresh = more.computeIfAbsent(month, one -> new HashMap<>());
        for (LedgerLine line : lines) {
            fresh.put(line.meter(), line.generated());
            line.adjustments().forEach(adjustment -> more.computeIfAbsent(adjustment.month(), one -> new HashMap<>())
                    .put(line.meter(), adjustment.now()));
            after.put(line.meter(), line.balance());
        }
        return new Ledger(more, after);
    }
}
