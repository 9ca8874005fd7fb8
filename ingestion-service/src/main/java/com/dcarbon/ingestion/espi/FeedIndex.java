// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the first pass keeps of all documents: everything but the readings. It grows with the number of series, not with
 * the number of readings.
 */
final class FeedIndex {
    private static final int MAX_OBJECTS = 20_000;
    private static final int MAX_LINKS = 100_000;
    private static final int MAX_OWNERS = 20_000;
    private static final int DOCUMENT_BITS = 40;

    private final Resources<UsagePoint> usagePoints = new Resources<>(ResourcePath.USAGE_POINT);
    private final Resources<MeterReading> meterReadings = new Resources<>(ResourcePath.METER_READING);
    private final Resources<ReadingType> readingTypes = new Resources<>(ResourcePath.READING_TYPE);
    private final CustomerDirectory customers = new CustomerDirectory();
    private final Map<Long, Links> lateLinks = new HashMap<>();
    private final LateUpdates lateUpdates = new LateUpdates();
    private final Set<String> blockOwners = new HashSet<>();
    private final Set<String> blockLinks = new HashSet<>();
    private final Set<ZoneId> zones = new HashSet<>();
    private final List<Link> collections = new ArrayList<>();
    private int documents;
    private int objects;
    private int links;
    private boolean blocks;

    /** Reads a document to its end and keeps what is needed of it. */
    IndexedDocument add(FeedDocument document) throws IOException, MalformedFeedException {
        long start = (long) documents++ << DOCUMENT_BITS;
        var visitor = new IndexingVisitor(this, document.url(), start);
        FeedWalk.through(document, visitor);
        return new IndexedDocument(document, start, visitor.nextPage());
    }

    void keep(EspiObject object) throws MalformedFeedException {
        count(object.links());
        switch (object) {
            case UsagePoint usagePoint -> usagePoints.add(usagePoint, usagePoint.links());
            case MeterReading meterReading -> meterReadings.add(meterReading, meterReading.links());
            case ReadingType readingType -> readingTypes.add(readingType, readingType.links());
        }
    }

    void keepBlock(Links block) {
        blocks = true;
        if (blockOwners.size() < MAX_OWNERS) {
            BlockOwner.named(block).forEach(blockOwners::add);
        }
        if (blockLinks.size() < MAX_OWNERS) {
            block.all().map(Link::path).forEach(blockLinks::add);
        }
    }

    /** Links that came after their content: the second pass needs them before. */
    void keepLateLinks(long entry, Links late) throws MalformedFeedException {
        count(late);
        lateLinks.put(entry, late);
    }

    void keepZone(ZoneId zone) {
        zones.add(zone);
    }

    /** In which zones local time is told to be. */
    Set<ZoneId> zones() {
        return zones;
    }

    void keepCollection(Link link) {
        if (collections.size() < MAX_OWNERS) {
            collections.add(link);
        }
    }

    /** What is kept is limited, so that a feed cannot fill the memory. */
    private void count(Links kept) throws MalformedFeedException {
        links += kept.size();
        if (++objects > MAX_OBJECTS || links > MAX_LINKS) {
            throw new MalformedFeedException("it has more resources or links than any customer can have");
        }
    }

    Resources<UsagePoint> usagePoints() {
        return usagePoints;
    }

    Resources<MeterReading> meterReadings() {
        return meterReadings;
    }

    Resources<ReadingType> readingTypes() {
        return readingTypes;
    }

    CustomerDirectory customers() {
        return customers;
    }

    LateUpdates lateUpdates() {
        return lateUpdates;
    }

    @Nullable
    Links lateLinks(long entry) {
        return lateLinks.get(entry);
    }

    /** Which meter readings the blocks name as their own. */
    Set<String> blockOwners() {
        return blockOwners;
    }

    /** Where the links of blocks lead, of as many as tell whether any lead anywhere. */
    Set<String> blockLinks() {
        return blockLinks;
    }

    /** Links to collections of usage points, from entries that hold no resource themselves. */
    List<Link> collections() {
        return collections;
    }

    boolean hasBlocks() {
        return blocks;
    }

    /** A position behind everything else in the document of that position. */
    static long endOfDocument(long position) {
        return position | (1L << DOCUMENT_BITS) - 1;
    }

    static boolean sameDocument(long position, long other) {
        return position >> DOCUMENT_BITS == other >> DOCUMENT_BITS;
    }
}
