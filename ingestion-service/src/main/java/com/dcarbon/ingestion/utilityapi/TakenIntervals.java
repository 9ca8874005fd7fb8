// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.ReadingSpool;
import com.dcarbon.ingestion.source.SeriesChoice;
import com.dcarbon.ingestion.source.SourceMeter;

import tools.jackson.databind.json.JsonMapper;

/** Meters and their readings, as they are taken out of one document after the other. */
final class TakenIntervals {
    private final Errand errand;
    private final List<ApiMeter> meters;
    private final List<ApiMeter> others;
    private final JsonMapper json;
    private final ReadingSpool spool;
    private final ReadingTaker taker;

    /** @param others of which no readings are wanted */
    TakenIntervals(Errand errand, List<ApiMeter> meters, List<ApiMeter> others, JsonMapper json) {
        this.errand = errand;
        this.meters = meters;
        this.others = others;
        this.json = json;
        this.spool = new ReadingSpool(errand.folder());
        this.taker = new ReadingTaker(meters, errand.wanted(), spool, errand.notes());
    }

    /**
     * @param name under which the document is kept
     * @param meterUid of which it was asked for
     * @return the address of its next page, if there is one
     */
    Optional<String> take(String name, String meterUid, Path file) throws IOException {
        taker.open(name, meterUid);
        return IntervalDocument.read(json, file, taker);
    }

    /** What has come of that meter. */
    MeterTally of(int index) {
        return taker.of(index);
    }

    MeterData data() throws IOException {
        List<SourceMeter> described = IntStream.range(0, meters.size() + others.size())
                .mapToObj(i -> i < meters.size()
                        ? meters.get(i).described(i, errand.profile(), taker.of(i))
                        : others.get(i - meters.size()).described(i, errand.profile(), new MeterTally()))
                .toList();
        return new MeterData(described, spool.sorted(SeriesChoice.ALL), errand.notes().counts(),
                errand.notes().notUnderstood(), errand.folder());
    }
}
