// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;

/** Decides which series are energy that is wanted, and numbers them and their usage points. */
final class SeriesBook {
    private static final int WATT_HOURS = 72;
    private static final int MAX_POWER_OF_TEN = 12;

    private final Ties ties;
    private final UsagePointIds ids;
    private final Map<String, Integer> points = new LinkedHashMap<>();
    private final List<UsagePoint> pointObjects = new ArrayList<>();
    private final List<EnergySeries> series = new ArrayList<>();
    private final Map<MeterReading, Map<ReadingType, Entry>> known = new IdentityHashMap<>();

    /** A series that is taken, or the reason why it is not. */
    sealed interface Entry {
        record Taken(EnergySeries series) implements Entry {}

        record Refused(Refusal reason) implements Entry {}
    }

    SeriesBook(FeedIndex index, Ties ties) {
        this.ties = ties;
        this.ids = new UsagePointIds(index.usagePoints().all());
        index.usagePoints().all().stream().filter(UsagePoint::mayBeElectricity).filter(p -> p.category() != null)
                .forEach(this::numberOf);
    }

    Entry entryFor(MeterReading reading, long block) {
        Optional<ReadingType> type = ties.typeOf(reading, block);
        return type.isEmpty()
                ? new Entry.Refused(Refusal.NO_READING_TYPE)
                : known.computeIfAbsent(reading, unused -> new HashMap<>())
                        .computeIfAbsent(type.get(), found -> decide(reading, found));
    }

    private Entry decide(MeterReading reading, ReadingType type) {
        UsagePoint point = ties.pointOf(reading);
        Optional<Refusal> refusal = refusal(point, type.attributes());
        if (refusal.isPresent()) {
            return new Entry.Refused(refusal.get());
        }
        Direction direction = directionOf(type.attributes()).orElse(null);
        if (direction == null) {
            return new Entry.Refused(Refusal.UNSUPPORTED_DIRECTION);
        }
        var taken = new EnergySeries(series.size(), numberOf(point), direction, type);
        series.add(taken);
        return new Entry.Taken(taken);
    }

    static Optional<Refusal> refusal(UsagePoint point, ReadingType.Attributes type) {
        if (!point.mayBeElectricity() || !isOneOf(type.commodity(), 0, 1, 2)) {
            return Optional.of(Refusal.NOT_ELECTRICITY);
        }
        if (type.unit() == null || type.unit() != WATT_HOURS || !isOneOf(type.kind(), 0, 12)) {
            return Optional.of(Refusal.NOT_ENERGY);
        }
        if (type.dataQualifier() != null && isOneOf(type.dataQualifier(), 8, 9)) {
            return Optional.of(Refusal.NOT_A_TOTAL);
        }
        boolean plausible = type.powerOfTen() == null || Math.abs(type.powerOfTen()) <= MAX_POWER_OF_TEN;
        return plausible ? Optional.empty() : Optional.of(Refusal.IMPLAUSIBLE_MULTIPLIER);
    }

    /** Absent counts as any of them. */
    private static boolean isOneOf(@Nullable Integer code, int... codes) {
        if (code == null) {
            return true;
        }
        for (int allowed : codes) {
            if (code == allowed) {
                return true;
            }
        }
        return false;
    }

    static Optional<Direction> directionOf(ReadingType.Attributes type) {
        Integer flow = type.flowDirection();
        return switch (flow == null ? 0 : flow) {
            case 0, 1 -> Optional.of(Direction.DELIVERED);
            case 4 -> Optional.of(Direction.NET);
            case 19 -> Optional.of(Direction.RECEIVED);
            default -> Optional.empty();
        };
    }

    private int numberOf(UsagePoint point) {
        return points.computeIfAbsent(ids.of(point), unused -> {
            pointObjects.add(point);
            return pointObjects.size() - 1;
        });
    }

    List<EnergySeries> series() {
        return series;
    }

    /** The usage points that have energy or at least say that they are electric. */
    List<MeterPoint> points(CustomerDirectory customers) {
        boolean only = points.size() == 1;
        List<MeterPoint> found = new ArrayList<>();
        points.forEach((id, number) -> {
            UsagePoint point = pointObjects.get(number);
            String ownId = UsagePointIds.ownId(point);
            ServiceDetails details = customers.of(ownId, point.links().self().toList(), only);
            found.add(new MeterPoint(number, id, point.servicePoint(), point.tariff(), details));
        });
        return found;
    }
}
