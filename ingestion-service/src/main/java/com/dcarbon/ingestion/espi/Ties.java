// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Ties blocks to meter readings, those to usage points and reading types: by link as far as links lead anywhere, else by
 * document order. Where a feed's links do tie some objects, one that names something absent is left untied rather than
 * counted to a neighbour, and so is one that several may have.
 */
final class Ties {
    /** Of what is made up or kept for a feed, however many ways it writes things in. */
    private static final int MOST = 10_000;

    private final FeedIndex index;
    private final boolean blocksTieByLink;
    private final boolean typesTieByLink;
    private final Map<String, MeterReading> synthetic = new HashMap<>();
    private final PointTies points;
    private final Map<List<MeterReading>, Boolean> alike = new IdentityHashMap<>();

    Ties(FeedIndex index) {
        this.index = index;
        this.points = new PointTies(index);
        List<MeterReading> readings = index.meterReadings().all();
        this.blocksTieByLink = Stream.concat(index.blockOwners().stream(), index.blockLinks().stream())
                .anyMatch(this::leadsToReading);
        this.typesTieByLink = readings.stream().anyMatch(reading -> !linkedTypes(reading).isEmpty());
    }

    private boolean leadsToReading(String path) {
        Resources<MeterReading> readings = index.meterReadings();
        return !readings.named(path).isEmpty() || !readings.relatedTo(path).isEmpty();
    }

    /**
     * The meter reading that a block belongs to.
     *
     * @param documentPath where the block's document came from: a block fetched alone may have no links
     */
    Optional<MeterReading> ownerOf(Links block, long position, String documentPath) {
        Resources<MeterReading> readings = index.meterReadings();
        List<MeterReading> linked = firstOf(BlockOwner.named(block).map(readings::named),
                block.related().map(readings::named), block.up().map(readings::named),
                block.self().map(readings::relatedTo),
                block.up().map(readings::relatedTo),
                Stream.ofNullable(BlockOwner.in(documentPath)).map(readings::named),
                Stream.of(documentPath).map(readings::relatedTo));
        if (!linked.isEmpty()) {
            return among(linked, position);
        }
        Optional<String> named = Stream.concat(BlockOwner.named(block),
                block.related().filter(path -> ResourcePath.names(path, ResourcePath.METER_READING))).findFirst();
        if (readings.all().isEmpty()) {
            return Optional.ofNullable(standIn(named.orElse("")));
        }
        return named.isPresent() && blocksTieByLink
                ? Optional.empty()
                : DocumentOrder.only(readings.all(), position, this::areAlike);
    }

    private Optional<MeterReading> among(List<MeterReading> namesakes, long position) {
        return namesakes.size() == 1 || areAlike(namesakes)
                ? Optional.of(nearest(namesakes, position))
                : DocumentOrder.only(namesakes, position, this::areAlike);
    }

    /** Whether all tell the same kind of numbers of the same usage point. Looked at once for each list. */
    private boolean areAlike(List<MeterReading> readings) {
        Boolean known = alike.get(readings);
        if (known != null) {
            return known;
        }
        boolean found = readings.stream()
                .map(one -> List.of(typeOf(one, one.position()).map(ReadingType::attributes),
                        pointOf(one).map(EspiObject::itself)))
                .distinct()
                .count() == 1;
        if (alike.size() < MOST) {
            alike.put(readings, found);
        }
        return found;
    }

    /** For feeds that leave meter readings out and have blocks and a reading type alone. */
    private @Nullable MeterReading standIn(String path) {
        if (synthetic.size() >= MOST && !synthetic.containsKey(path)) {
            return null;
        }
        return synthetic.computeIfAbsent(path, own -> new MeterReading(-1, Links.to(own), false));
    }

    /** Empty if nothing tells which it is, or links lead to several. */
    Optional<ReadingType> typeOf(MeterReading reading, long block) {
        List<List<ReadingType>> linked = linkedTypes(reading);
        if (linked.size() == 1) {
            return Optional.of(distinct(linked.getFirst(), reading));
        }
        if (!linked.isEmpty()) {
            return areAlike(linked.stream().flatMap(List::stream))
                    ? Optional.of(linked.getFirst().getFirst())
                    : Optional.empty();
        }
        boolean namesOne = reading.links().related().anyMatch(p -> ResourcePath.names(p, ResourcePath.READING_TYPE));
        return namesOne && typesTieByLink ? Optional.empty() : typeByOrder(reading, block);
    }

    /** Whether links lead to reading types that mean different things. */
    boolean hasSeveralTypes(MeterReading reading) {
        return linkedTypes(reading).size() > 1 && typeOf(reading, reading.position()).isEmpty();
    }

    private Optional<ReadingType> typeByOrder(MeterReading reading, long block) {
        List<ReadingType> types = index.readingTypes().all();
        Optional<ReadingType> counterpart = typesTieByLink
                ? Optional.empty()
                : DocumentOrder.counterpart(reading, index.meterReadings().all(), types);
        return counterpart.or(() -> DocumentOrder.only(types, block, all -> areAlike(all.stream())));
    }

    /** For each link that leads to any, those that it may mean. */
    private List<List<ReadingType>> linkedTypes(MeterReading reading) {
        Resources<ReadingType> types = index.readingTypes();
        List<List<ReadingType>> named = reading.links()
                .related()
                .map(path -> ResourcePath.names(path, ResourcePath.READING_TYPE)
                        ? types.named(path)
                        : types.exactly(path))
                .filter(found -> !found.isEmpty())
                .distinct()
                .toList();
        List<ReadingType> relating = firstOf(reading.links().self().map(types::relatedTo));
        return named.isEmpty() && !relating.isEmpty() ? List.of(relating) : named;
    }

    private static boolean areAlike(Stream<ReadingType> types) {
        return types.map(ReadingType::attributes).distinct().count() == 1;
    }

    /** Where ids collide, the n-th meter reading has the n-th reading type. */
    private ReadingType distinct(List<ReadingType> types, MeterReading reading) {
        if (areAlike(types.stream())) {
            return types.getFirst();
        }
        List<MeterReading> namesakes = reading.links()
                .self()
                .findFirst()
                .map(index.meterReadings()::named)
                .orElse(List.of());
        return DocumentOrder.counterpart(reading, namesakes, types).orElseGet(() -> nearest(types, reading.position()));
    }

    /** All usage points, those included that the feed does not hold but names. */
    List<UsagePoint> points() {
        return points.all();
    }

    /** Empty if it may be several. */
    Optional<UsagePoint> pointOf(MeterReading reading) {
        return points.of(reading);
    }

    private static <T extends EspiObject> T nearest(List<T> objects, long position) {
        return DocumentOrder.latest(objects, position).orElse(objects.getFirst());
    }

    @SafeVarargs
    private static <T> List<T> firstOf(Stream<List<T>>... ways) {
        return Stream.of(ways)
                .flatMap(Function.identity())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
