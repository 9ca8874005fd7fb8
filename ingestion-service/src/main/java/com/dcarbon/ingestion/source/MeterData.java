// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Meters and their readings, complete and in order, on disk until closed.
 *
 * @param notes how much was left out, by reason
 * @param notUnderstood what of that was not understood, and where it is
 */
public record MeterData(List<SourceMeter> meters, SortedReadings readings, Map<String, Long> notes,
        List<NotUnderstood> notUnderstood, SpoolFolder folder) implements AutoCloseable {

    /** Whether the source had nothing at all: neither a meter nor anything that was left out. */
    public boolean isNothing() {
        return meters.isEmpty() && readings.count() == 0 && notes.isEmpty() && notUnderstood.isEmpty();
    }

    /** The notes, with what showed while the readings were read. */
    public Map<String, Long> allNotes() {
        Map<String, Long> all = new HashMap<>(notes);
        all.put("contradicted_reading", readings.contradicted());
        all.put("overlapping_reading", readings.overlapping());
        all.values().removeIf(count -> count == 0);
        return all;
    }

    /** Removes everything from disk. */
    @Override
    public void close() throws IOException {
        try (folder; readings) {
            // both, also where one of them fails
        }
    }
}
