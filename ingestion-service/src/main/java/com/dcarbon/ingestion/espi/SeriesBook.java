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

/** Decides which series are energy that is wanted, and numbers them and the usage points. */
final class SeriesBook {
    static final int WATT_HOURS = 72;
    /** Of the units that ESPI numbers; 0 stands for none. */
    private static final int LAST_UNIT = 169;
    private static final int MAX_POWER_OF_TEN = 12;
    /** Total by phase. */
    private static final int LAST_DIRECTION = 21;

    private final Ties ties;
    private final UsagePointIds ids;
    private final Map<String, Integer> points = new LinkedHashMap<>();
    private final List<UsagePoint> pointObjects = new ArrayList<>();
    private final List<EnergySeries> series = new ArrayList<>();
    private final List<UsagePoint> others;
    private final Map<String, Long> codes = new HashMap<>();
    private final Map<Repeated, EnergySeries> repeated = new HashMap<>();
    private final Map<MeterReading, Map<ReadingType, Entry>> known = new IdentityHashMap<>();

    /**
     * By what a meter reading is the same again: pages and documents repeat it.
     *
     * @param itself see {@link EspiObject#itself}
     */
    private record Repeated(Object itself, int point, ReadingType.Attributes type) {
        static Repeated of(MeterReading reading, int point, ReadingType.Attributes type) {
            return new Repeated(reading.itself(), point, type);
        }
    }

    /** A series that is taken, or the reason why it is not. */
    sealed interface Entry {
        record Taken(EnergySeries series) implements Entry {}

        record Refused(Refusal reason) implements Entry {}
    }

    SeriesBook(FeedIndex index, Ties ties) {
        this.ties = ties;
        this.ids = new UsagePointIds(ties.points());
        index.usagePoints().all().stream().filter(UsagePoint::mayBeElectricity).filter(p -> p.category() != null)
                .forEach(this::numberOf);
        this.others = index.usagePoints().all().stream().filter(point -> !point.mayBeElectricity()).toList();
    }

    Entry entryFor(MeterReading reading, long block) {
        Optional<ReadingType> type = ties.typeOf(reading, block);
        return type.isEmpty()
                ? new Entry.Refused(Refusal.NO_READING_TYPE)
                : known.computeIfAbsent(reading, unused -> new HashMap<>())
                        .computeIfAbsent(type.get(), found -> ties.pointOf(reading)
                                .map(point -> decide(reading, point, found))
                                .orElseGet(() -> new Entry.Refused(Refusal.UNTIED_BLOCK)));
    }

    private Entry decide(MeterReading reading, UsagePoint point, ReadingType type) {
        ReadingType.Attributes attributes = type.attributes();
        Optional<Refusal> refusal = refusal(point, attributes);
        if (refusal.isPresent()) {
            UnusualCodes.because(refusal.get(), point, attributes).ifPresent(this::note);
            return new Entry.Refused(refusal.get());
        }
        Direction direction = directionOf(attributes).orElse(null);
        if (direction == null) {
            note("flow_direction_" + UnusualCodes.told(attributes.flowDirection()));
            return new Entry.Refused(isDirection(attributes.flowDirection())
                    ? Refusal.UNSUPPORTED_DIRECTION
                    : Refusal.UNKNOWN_DIRECTION);
        }
        return new Entry.Taken(repeated.computeIfAbsent(Repeated.of(reading, numberOf(point), attributes),
                repeats -> begun(repeats.point(), direction, type)));
    }

    private EnergySeries begun(int point, Direction direction, ReadingType type) {
        UnusualCodes.of(type.attributes()).forEach(this::note);
        var taken = new EnergySeries(series.size(), point, direction, type);
        series.add(taken);
        return taken;
    }

    private void note(String code) {
        codes.merge(code, 1L, Long::sum);
    }

    /** Codes that mean something else than is imported, or nothing that we know, by how many series had them. */
    Map<String, Long> codes() {
        return Map.copyOf(codes);
    }

    static Optional<Refusal> refusal(UsagePoint point, ReadingType.Attributes type) {
        if (!point.mayBeElectricity() || !isOneOf(type.commodity(), 0, 1, 2, ReadingType.UNREADABLE)) {
            return Optional.of(Refusal.NOT_ELECTRICITY);
        }
        if (type.unit() == null || type.unit() < 0 || type.unit() > LAST_UNIT) {
            return Optional.of(Refusal.UNKNOWN_UNIT);
        }
        if (type.unit() != WATT_HOURS || !isOneOf(type.kind(), 0, 12, ReadingType.UNREADABLE)) {
            return Optional.of(Refusal.NOT_ENERGY);
        }
        if (type.unreadable().isPresent()) {
            return Optional.of(Refusal.UNREADABLE_CODE);
        }
        if (type.dataQualifier() != null && isOneOf(type.dataQualifier(), 8, 9)) {
            return Optional.of(Refusal.NOT_A_TOTAL);
        }
        Integer power = type.powerOfTen();
        boolean plausible = power == null || power >= -MAX_POWER_OF_TEN && power <= MAX_POWER_OF_TEN;
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

    private static boolean isDirection(@Nullable Integer flow) {
        return flow != null && flow >= 0 && flow <= LAST_DIRECTION;
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

    /** First those that have energy or at least say that they are electric, then the others. */
    List<MeterPoint> points(CustomerDirectory customers) {
        int electric = points.size();
        others.forEach(this::numberOf);
        List<MeterPoint> found = new ArrayList<>();
        points.forEach((id, number) -> {
            boolean only = points.size() == 1 || electric == 1 && number == 0;
            found.add(described(id, number, only, customers));
        });
        return found;
    }

    private MeterPoint described(String id, int number, boolean only, CustomerDirectory customers) {
        UsagePoint point = pointObjects.get(number);
        ServiceDetails details = customers.of(UsagePointIds.ownId(point), point.links().self().toList(), only);
        return new MeterPoint(number, id, UsagePointIds.customerOf(point), point.servicePoint(), point.tariff(),
                details, point.category(),
                point.words());
    }
}
