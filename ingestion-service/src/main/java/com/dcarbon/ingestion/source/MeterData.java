// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Meters and their readings, complete and in order, on disk until closed.
 *
 * @param notes how much was left out, by reason
 * @param notUnderstood what of that was not understood, and where it is
 */
public record MeterData(List<SourceMeter> meters, SortedReadings readings, Map<String, Long> notes,
        List<NotUnderstood> notUnderstood, SpoolFolder folder) implements AutoCloseable {

    /** A reading stands against another of the same interval. */
    public static final String CONTRADICTED = "contradicted_reading";
    /** A reading begins within another one and ends after it. */
    public static final String OVERLAPPING = "overlapping_reading";

    /** Whether the source had nothing at all: neither a meter nor anything that was left out. */
    public boolean isNothing() {
        return meters.isEmpty() && readings.count() == 0 && notes.isEmpty() && notUnderstood.isEmpty();
    }

    /** The notes, with what showed while the readings were read. */
    public Map<String, Long> allNotes() {
        Map<String, Long> all = new HashMap<>(notes);
        doubtful().forEach(found -> all.put(found.reason(), found.amount()));
        return all;
    }

    /** Of which readings another one was taken, as far as they have been read. */
    public List<NotUnderstood> doubtful() {
        return Stream.of(new NotUnderstood(CONTRADICTED, readings.contradicted(), List.of()),
                new NotUnderstood(OVERLAPPING, readings.overlapping(), List.of()))
                .filter(found -> found.amount() > 0)
                .toList();
    }

    /** Removes everything from disk. */
    @Override
    public void close() throws IOException {
        try (folder; readings) {
            // both, also where one of them fails
        }
    }
}
