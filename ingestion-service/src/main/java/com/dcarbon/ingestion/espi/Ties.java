// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Ties blocks to meter readings, those to usage points and reading types: by link as far as links lead anywhere, else by
 * document order. Where a feed's links do tie some objects, one that names something absent is left untied rather than
 * counted to a neighbour.
 */
final class Ties {
    private static final int MAX_SYNTHETIC = 10_000;

    private final FeedIndex index;
    private final boolean blocksTieByLink;
    private final boolean typesTieByLink;
    private final boolean pointsTieByLink;
    private final Map<String, MeterReading> synthetic = new HashMap<>();
    private final Map<String, UsagePoint> syntheticPoints = new HashMap<>();

    Ties(FeedIndex index) {
        this.index = index;
        List<MeterReading> readings = index.meterReadings().all();
        this.blocksTieByLink = index.blockOwners().stream().anyMatch(o -> !index.meterReadings().named(o).isEmpty());
        this.typesTieByLink = readings.stream().anyMatch(reading -> !linkedTypes(reading).isEmpty());
        this.pointsTieByLink = readings.stream().anyMatch(reading -> !linkedPoints(reading).isEmpty());
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
                Stream.ofNullable(BlockOwner.in(documentPath)).map(readings::named));
        if (!linked.isEmpty()) {
            return Optional.of(nearest(linked, position));
        }
        Optional<String> named = BlockOwner.named(block).findFirst();
        if (readings.all().isEmpty()) {
            return Optional.ofNullable(standIn(named.orElse("")));
        }
        return named.isPresent() && blocksTieByLink ? Optional.empty() : byOrder(readings.all(), position);
    }

    /** For feeds that leave meter readings out and have blocks and a reading type alone. */
    private @Nullable MeterReading standIn(String path) {
        if (synthetic.size() >= MAX_SYNTHETIC && !synthetic.containsKey(path)) {
            return null;
        }
        return synthetic.computeIfAbsent(path, own -> new MeterReading(-1, Links.to(own)));
    }

    Optional<ReadingType> typeOf(MeterReading reading, long block) {
        List<ReadingType> linked = linkedTypes(reading);
        if (!linked.isEmpty()) {
            return Optional.of(distinct(linked, reading));
        }
        boolean namesOne = reading.links().related().anyMatch(p -> ResourcePath.names(p, ResourcePath.READING_TYPE));
        return namesOne && typesTieByLink ? Optional.empty() : typeByOrder(reading, block);
    }

    /** Where nothing ties them, and there is one for each meter reading, the n-th belongs to the n-th. */
    private Optional<ReadingType> typeByOrder(MeterReading reading, long block) {
        List<ReadingType> types = index.readingTypes().all();
        int rank = index.meterReadings().all().indexOf(reading);
        return rank >= 0 && !typesTieByLink && types.size() == index.meterReadings().all().size()
                ? Optional.of(types.get(rank))
                : byOrder(types, block);
    }

    private List<ReadingType> linkedTypes(MeterReading reading) {
        Resources<ReadingType> types = index.readingTypes();
        return firstOf(
                reading.links()
                        .related()
                        .filter(path -> ResourcePath.names(path, ResourcePath.READING_TYPE))
                        .map(types::named),
                reading.links().self().map(types::relatedTo));
    }

    /** Where ids collide, the n-th meter reading has the n-th reading type. */
    private ReadingType distinct(List<ReadingType> types, MeterReading reading) {
        if (types.stream().map(ReadingType::attributes).distinct().count() == 1) {
            return types.getFirst();
        }
        List<MeterReading> namesakes = reading.links()
                .self()
                .findFirst()
                .map(index.meterReadings()::named)
                .orElse(List.of());
        int rank = namesakes.indexOf(reading);
        return rank >= 0 && namesakes.size() == types.size() ? types.get(rank) : nearest(types, reading.position());
    }

    UsagePoint pointOf(MeterReading reading) {
        List<UsagePoint> linked = linkedPoints(reading);
        if (!linked.isEmpty()) {
            return nearest(linked, reading.position());
        }
        String named = pathsTo(reading).findFirst().orElse(null);
        boolean trusted = pointsTieByLink || index.usagePoints().all().isEmpty();
        Optional<UsagePoint> near = byOrder(index.usagePoints().all(), reading.position());
        return named != null && trusted ? standInPoint(named) : near.orElseGet(() -> standInPoint("/UsagePoint/-"));
    }

    private List<UsagePoint> linkedPoints(MeterReading reading) {
        Resources<UsagePoint> points = index.usagePoints();
        Links links = reading.links();
        return firstOf(pathsTo(reading).map(points::named), links.self().map(points::relatedTo),
                links.up()
                        .filter(path -> ResourcePath.names(path, ResourcePath.METER_READING))
                        .map(points::relatedTo));
    }

    private static Stream<String> pathsTo(MeterReading reading) {
        Links links = reading.links();
        return Stream.of(links.up(), links.self(), links.related())
                .flatMap(Function.identity())
                .map(path -> ResourcePath.upTo(path, ResourcePath.USAGE_POINT))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    private UsagePoint standInPoint(String path) {
        return syntheticPoints.computeIfAbsent(path, own -> UsagePoint.unknown(Links.to(own)));
    }

    /** The latest one before that place in the same document, or the only one there is. */
    private static <T extends EspiObject> Optional<T> byOrder(List<T> objects, long position) {
        T found = null;
        for (T object : objects) {
            boolean before = object.position() <= position && FeedIndex.sameDocument(object.position(), position);
            if (before && (found == null || object.position() >= found.position())) {
                found = object;
            }
        }
        return found == null && objects.size() == 1 ? Optional.of(objects.getFirst()) : Optional.ofNullable(found);
    }

    private static <T extends EspiObject> T nearest(List<T> objects, long position) {
        return objects.size() == 1 ? objects.getFirst() : byOrder(objects, position).orElse(objects.getFirst());
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
