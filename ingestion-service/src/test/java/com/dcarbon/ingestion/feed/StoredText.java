// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import com.dcarbon.ingestion.espi.EspiFeed;
import com.dcarbon.ingestion.espi.SpooledDocument;
import com.dcarbon.ingestion.interval.rules.BlockMerge;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.Slice;
import com.dcarbon.ingestion.source.SpoolFolder;

/** What would be stored of a feed, in a line that a test can compare. */
final class StoredText {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private StoredText() {}

    /** Looks at what came of a feed while it is there. */
    interface Look<T> {
        T at(MeterData data) throws Exception;
    }

    /**
     * @param xml one document or several
     * @return {@code direction seconds[values]} by meter and time; {@code .} for a missing one; then the notes
     */
    static String of(Path directory, String xml) throws Exception {
        return imported(directory, xml, StoredText::of);
    }

    static <T> T imported(Path directory, String xml, Look<T> look) throws Exception {
        try (SpoolFolder folder = SpoolFolder.in(directory, Instant.now())) {
            var feed = new EspiFeed();
            for (String document : xml.split("(?<=</feed>)", -1)) {
                if (!document.isBlank()) {
                    Path file = Files.writeString(folder.newFile(), document);
                    feed.add(new SpooledDocument("https://utility.example/espi/1_1/resource/Batch/1", file));
                }
            }
            return look.at(FeedImport.of(feed, folder, PACIFIC));
        }
    }

    static List<Slice> slices(MeterData data) throws Exception {
        List<Slice> slices = new ArrayList<>();
        try (var readings = data.readings()) {
            for (List<Slice> some = readings.nextSlices(); !some.isEmpty(); some = readings.nextSlices()) {
                slices.addAll(some);
            }
        }
        return slices;
    }

    static List<IntervalBlock> blocks(Slice slice) {
        return BlockMerge.merge(List.of(), slice.readings(), PACIFIC).added();
    }

    private static String of(MeterData data) throws Exception {
        List<String> found = new ArrayList<>();
        for (Slice slice : slices(data)) {
            for (IntervalBlock block : blocks(slice)) {
                found.add(slice.direction() + " " + block.seconds() + block.values().toString().replace("null", "."));
            }
        }
        found.add(new TreeMap<>(data.allNotes()).toString());
        return String.join(" ", found);
    }
}
