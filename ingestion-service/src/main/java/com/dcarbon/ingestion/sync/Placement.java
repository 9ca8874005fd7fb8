// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.dcarbon.ingestion.gap.rules.Coverage;
import com.dcarbon.ingestion.gap.rules.Hole;
import com.dcarbon.ingestion.interval.IntervalBlocks.Series;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.meter.StoredMeter;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.Slice;
import com.dcarbon.ingestion.source.SourceMeter;
import com.dcarbon.ingestion.sync.rules.SeriesRule;

/** Where the readings of one import are stored: under which of our meters, and as which direction. */
final class Placement {
    private static final String NET_BESIDE_BOTH = "net_beside_both";

    private static final Map<Direction, String> BELOW_ZERO = Map.of(Direction.DELIVERED, "delivered_below_zero",
            Direction.RECEIVED, "received_below_zero");

    private final List<StoredMeter> meters;
    private final List<SeriesRule> rules;
    private final Set<UUID> withUploads;
    private final Map<String, Long> notes = new HashMap<>();

    /**
     * @param meters what became of the meters, by their numbers within the data
     * @param rules by the meters' numbers too
     * @param withUploads our ids of those that have readings from files, which give way
     */
    Placement(List<StoredMeter> meters, List<SeriesRule> rules, Set<UUID> withUploads) {
        this.meters = meters;
        this.rules = rules;
        this.withUploads = withUploads;
        meters.stream().flatMap(meter -> condition(meter).stream())
                .forEach(why -> notes.merge(why.code(), 1L, Long::sum));
    }

    /** The slice as it is to be stored; empty if it is left out. */
    Optional<Slice> placed(Slice slice) {
        if (ours(slice).isEmpty()) {
            return Optional.empty();
        }
        Optional<Direction> direction = rules.get(slice.meter()).placeOf(slice.direction());
        if (direction.isEmpty()) {
            notes.merge(NET_BESIDE_BOTH, (long) slice.readings().size(), Long::sum);
        }
        direction.map(BELOW_ZERO::get).ifPresent(note -> noteBelowZero(slice, note));
        return direction.map(as -> new Slice(slice.meter(), as, slice.readings()));
    }

    /** They stay as they are told, but nobody delivers or receives less than nothing. */
    private void noteBelowZero(Slice slice, String note) {
        long below = slice.readings().stream().filter(reading -> reading.value() < 0).count();
        if (below > 0) {
            notes.merge(note, below, Long::sum);
        }
    }

    /** Of a slice that is placed: where it goes. */
    Series seriesOf(Slice slice) {
        StoredMeter.Ours meter = ours(slice).orElseThrow();
        return new Series(meter.id(), slice.direction(), meter.timeZone());
    }

    private Optional<StoredMeter.Ours> ours(Slice slice) {
        return meters.get(slice.meter()) instanceof StoredMeter.Ours meter ? Optional.of(meter) : Optional.empty();
    }

    /** Of which times the provider says that it has readings, for each meter of this facility. */
    Map<UUID, Coverage> coverage(List<SourceMeter> described) {
        Map<UUID, Coverage> coverage = new HashMap<>();
        for (SourceMeter meter : described) {
            idOf(meters.get(meter.index())).ifPresent(id -> coverage.put(id, new Coverage(meter.covered()
                    .stream()
                    .map(span -> new Hole(span.start().getEpochSecond(), span.end().getEpochSecond()))
                    .toList())));
        }
        return coverage;
    }

    boolean hasUploads(UUID meter) {
        return withUploads.contains(meter);
    }

    /** Those of this facility. */
    List<UUID> ids() {
        return meters.stream().flatMap(meter -> idOf(meter).stream()).toList();
    }

    static Optional<UUID> idOf(StoredMeter meter) {
        return meter instanceof StoredMeter.Ours(UUID id, _) ? Optional.of(id) : Optional.empty();
    }

    /** Whether there are meters, and all of them were left out. */
    boolean isRefused() {
        return !meters.isEmpty() && ids().isEmpty();
    }

    /** Why meters were left out, if any were. */
    Optional<FetchFailure> condition() {
        return meters.stream().flatMap(meter -> condition(meter).stream()).findFirst();
    }

    private static Optional<FetchFailure> condition(StoredMeter meter) {
        return switch (meter) {
            case StoredMeter.Ours _ -> Optional.empty();
            case StoredMeter.Elsewhere _ -> Optional.of(FetchFailure.METER_ELSEWHERE);
            case StoredMeter.Connected _ -> Optional.of(FetchFailure.METER_CONNECTED);
        };
    }

    /** How much was left out, by reason, what the source has noted included. */
    Map<String, Long> notesBeside(Map<String, Long> source) {
        Map<String, Long> all = new HashMap<>(source);
        notes.forEach((reason, count) -> all.merge(reason, count, Long::sum));
        return Map.copyOf(all);
    }
}
