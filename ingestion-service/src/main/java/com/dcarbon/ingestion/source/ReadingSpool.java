// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

/**
 * Takes readings in any order and gives them back sorted, with a fixed amount of memory: full lots are sorted and
 * written to disk, and merged when read.
 */
public final class ReadingSpool {
    private static final int LOT = 50_000;

    private final SpoolFolder folder;
    private final int lot;
    private final List<SortedLot> written = new ArrayList<>();
    private List<SpooledReading> present = new ArrayList<>();
    private long count;

    public ReadingSpool(SpoolFolder folder) {
        this(folder, LOT);
    }

    ReadingSpool(SpoolFolder folder, int lot) {
        this.folder = folder;
        this.lot = lot;
    }

    /**
     * @param meter the number of its meter
     * @param series the number of its series, by which it can still be left out
     */
    public void add(int meter, Direction direction, int series, Reading reading) throws IOException {
        present.add(new SpooledReading(meter, direction, series, count++, reading));
        if (present.size() == lot) {
            writeLot();
        }
    }

    /** Ends the taking. */
    public SortedReadings sorted(SeriesChoice choice) {
        present.sort(SpooledReading.ORDER);
        return new SortedReadings(List.copyOf(written), present, choice, count);
    }

    private void writeLot() throws IOException {
        present.sort(SpooledReading.ORDER);
        Path file = folder.newFile();
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (SpooledReading reading : present) {
                reading.write(out);
            }
        }
        written.add(new SortedLot(file, present.size()));
        present = new ArrayList<>(lot);
    }
}
