// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Ties meter readings to usage points: by link, by the path that a link names, else by document order. */
final class PointTies {
    private static final String UNNAMED = "/UsagePoint/-";

    private final FeedIndex index;
    private final Map<String, UsagePoint> standIns = new LinkedHashMap<>();

    PointTies(FeedIndex index) {
        this.index = index;
    }

    /** Empty if it may be several. */
    Optional<UsagePoint> of(MeterReading reading) {
        List<UsagePoint> linked = linked(reading);
        if (!linked.isEmpty()) {
            return Optional.of(DocumentOrder.latest(linked, reading.position()).orElse(linked.getFirst()));
        }
        Optional<String> named = pathsTo(reading).findFirst();
        return named.isPresent() ? named.map(this::standIn) : byOrder(reading);
    }

    /** Those of the feed, and what stands in for those that it only names. */
    List<UsagePoint> all() {
        index.meterReadings().all().forEach(this::of);
        if (index.meterReadings().all().isEmpty()) {
            index.blockOwners().forEach(path -> of(new MeterReading(-1, Links.to(path), false)));
        }
        return Stream.concat(index.usagePoints().all().stream(), standIns.values().stream()).toList();
    }

    private Optional<UsagePoint> byOrder(MeterReading reading) {
        List<UsagePoint> points = index.usagePoints().all();
        return DocumentOrder.latest(points, reading.position()).isEmpty()
                ? Optional.of(standIn(UNNAMED))
                : DocumentOrder.only(points, reading.position(), unused -> false)
                        .or(() -> counterpart(reading, points));
    }

    /** Only where all stand in one row before what belongs to them. */
    private Optional<UsagePoint> counterpart(MeterReading reading, List<UsagePoint> points) {
        return points.stream().skip(1).allMatch(UsagePoint::crowded)
                ? DocumentOrder.counterpart(reading, index.meterReadings().all(), points)
                : Optional.empty();
    }

    private List<UsagePoint> linked(MeterReading reading) {
        Resources<UsagePoint> points = index.usagePoints();
        Links links = reading.links();
        return Stream.of(pathsTo(reading).map(points::named), links.self().map(points::relatedTo),
                links.up()
                        .filter(path -> ResourcePath.names(path, ResourcePath.METER_READING))
                        .map(points::relatedTo),
                links.related().map(points::exactly), links.up().map(points::exactly))
                .flatMap(Function.identity())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Stream<String> pathsTo(MeterReading reading) {
        Links links = reading.links();
        return Stream.of(links.up(), links.self(), links.related())
                .flatMap(Function.identity())
                .map(path -> ResourcePath.upTo(path, ResourcePath.USAGE_POINT))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    private UsagePoint standIn(String path) {
        return standIns.computeIfAbsent(path, own -> UsagePoint.unknown(Links.to(own)));
    }
}
