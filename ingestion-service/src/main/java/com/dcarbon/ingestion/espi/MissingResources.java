// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which links must be followed before the documents are complete. A utility that sends interval blocks at all sends
 * everything; one that sends a tree has to be asked for each branch.
 */
final class MissingResources {
    private final FeedIndex index;
    private final Ties ties;
    private final Set<UsagePoint> withReadings = Collections.newSetFromMap(new IdentityHashMap<>());

    MissingResources(FeedIndex index) {
        this.index = index;
        this.ties = new Ties(index);
        index.meterReadings().all().forEach(reading -> ties.pointOf(reading).ifPresent(withReadings::add));
    }

    /** @param whole whether the first answer held the data themselves */
    Stream<MissingLink> find(boolean whole) {
        Stream<MissingLink> types = index.meterReadings().all().stream().flatMap(this::typesOf);
        return whole ? types : Stream.of(points(), readings(), types, blocks()).flatMap(found -> found);
    }

    private Stream<MissingLink> points() {
        return index.usagePoints().all().isEmpty() && index.meterReadings().all().isEmpty()
                ? index.collections().stream().map(link -> MissingLink.of(link.url()))
                : Stream.empty();
    }

    private Stream<MissingLink> readings() {
        return index.usagePoints()
                .all()
                .stream()
                .filter(UsagePoint::mayBeElectricity)
                .filter(point -> !withReadings.contains(point))
                .flatMap(point -> point.links().relatedLinks())
                .filter(link -> ResourcePath.names(link.path(), ResourcePath.METER_READING)
                        && !ResourcePath.names(link.path(), ResourcePath.INTERVAL_BLOCK))
                .map(link -> MissingLink.of(link.url()));
    }

    private Stream<MissingLink> typesOf(MeterReading reading) {
        if (ties.pointOf(reading).filter(UsagePoint::mayBeElectricity).isEmpty()) {
            return Stream.empty();
        }
        List<Link> named = reading.links()
                .relatedLinks()
                .filter(link -> ResourcePath.names(link.path(), ResourcePath.READING_TYPE))
                .toList();
        boolean known = named.isEmpty() || ties.hasSeveralTypes(reading)
                || ties.typeOf(reading, FeedIndex.endOfDocument(reading.position())).isPresent();
        return known ? Stream.empty() : named.stream().map(link -> MissingLink.of(link.url()));
    }

    private Stream<MissingLink> blocks() {
        return index.meterReadings().all().stream().filter(this::isWanted).flatMap(MissingResources::blockLinks);
    }

    /**
     * Gas, power and the like need not be fetched; what is not known yet is asked for later. What nobody will know is wanted,
     * so that it can be shown.
     */
    private boolean isWanted(MeterReading reading) {
        Optional<UsagePoint> point = ties.pointOf(reading);
        boolean energy = ties.typeOf(reading, reading.position())
                .filter(type -> point.flatMap(of -> SeriesBook.refusal(of, type.attributes())).isEmpty())
                .isPresent();
        return energy || ties.hasSeveralTypes(reading);
    }

    private static Stream<MissingLink> blockLinks(MeterReading reading) {
        List<MissingLink> named = reading.links()
                .relatedLinks()
                .filter(link -> ResourcePath.names(link.path(), ResourcePath.INTERVAL_BLOCK))
                .map(link -> new MissingLink(link.url(), true))
                .toList();
        return named.isEmpty()
                ? reading.links().all().filter(MissingResources::isOwn).map(MissingResources::belowOf)
                : named.stream();
    }

    private static boolean isOwn(Link link) {
        return link.rel().equals("self") && ResourcePath.idOf(link.path(), ResourcePath.METER_READING) != null;
    }

    private static MissingLink belowOf(Link self) {
        String url = self.url().toLowerCase(Locale.ROOT).endsWith("/")
                ? self.url().substring(0, self.url().length() - 1)
                : self.url();
        return new MissingLink(url + "/IntervalBlock", true);
    }
}
