// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

/**
 * Takes readings in any order and gives them back sorted, with a fixed amount of memory: full lots are sorted and
 * written to disk, and merged when read. A lot on disk grows as long as what comes next lies behind it, so that a feed in
 * order is one lot and is written as it comes.
 */
public final class ReadingSpool {
    /** Clocks differ. */
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final int LOT = 50_000;

    private final SpoolFolder folder;
    private final int lot;
    private final long believedUntil;
    private final List<SortedLot> written = new ArrayList<>();
    private final List<SpooledReading> present = new ArrayList<>();
    private @Nullable LotWriter growing;
    private boolean ordered = true;
    private long count;

    public ReadingSpool(SpoolFolder folder) {
        this(folder, LOT);
    }

    ReadingSpool(SpoolFolder folder, int lot) {
        this.folder = folder;
        this.lot = lot;
        this.believedUntil = folder.openedAt().plus(AHEAD).getEpochSecond();
    }

    /**
     * A date of change that lies ahead is none: corrections would look older than what they correct.
     *
     * @param meter the number of its meter
     * @param series the number of its series, by which it can still be left out
     */
    public void add(int meter, Direction direction, int series, Reading reading) throws IOException {
        Reading dated = reading.updated() > believedUntil ? reading.undated() : reading;
        take(new SpooledReading(meter, direction, series, count++, dated));
    }

    private void take(SpooledReading next) throws IOException {
        LotWriter lotOnDisk = growing;
        if (lotOnDisk != null && lotOnDisk.goesOnWith(next)) {
            return;
        }
        endLot();
        ordered = ordered && (present.isEmpty() || next.isAfter(present.getLast()));
        present.add(next);
        if (present.size() == lot) {
            beginLot();
        }
    }

    /** Ends the taking. */
    public SortedReadings sorted(SeriesChoice choice) throws IOException {
        endLot();
        sortPresent();
        return new SortedReadings(List.copyOf(written), present, choice, count);
    }

    /** Most feeds have their readings in order already. */
    private void sortPresent() {
        if (!ordered) {
            present.sort(SpooledReading.ORDER);
            ordered = true;
        }
    }

    private void beginLot() throws IOException {
        sortPresent();
        var lotOnDisk = new LotWriter(folder);
        growing = lotOnDisk;
        for (SpooledReading reading : present) {
            lotOnDisk.add(reading);
        }
        present.clear();
    }

    private void endLot() throws IOException {
        LotWriter lotOnDisk = growing;
        if (lotOnDisk != null) {
            growing = null;
            written.add(lotOnDisk.finished());
        }
    }
}
