// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.ingestion.interval.rules.Reading;
import com.dcarbon.ingestion.source.ReadingSpool;
import com.dcarbon.ingestion.utilityapi.rules.Chosen;
import com.dcarbon.ingestion.utilityapi.rules.Datapoints;
import com.dcarbon.ingestion.utilityapi.rules.Energy;
import com.dcarbon.ingestion.utilityapi.rules.Qualities;
import com.dcarbon.ingestion.utilityapi.rules.ReadingLength;
import com.dcarbon.ingestion.utilityapi.rules.Span;

/** Turns what documents hold into readings, and puts those of the wanted period into the spool. */
final class ReadingTaker implements IntervalDocument.Taker {
    private final Map<String, Integer> meters = new HashMap<>();
    private final Map<Integer, MeterTally> tallies = new HashMap<>();
    private final ReadingSpool spool;
    private final long from;
    private final long to;
    private final Notes notes;
    private IntervalHead head = new IntervalHead("", 0, List.of(), 0, false);
    private @Nullable Integer meter;
    private String askedFor = "";
    private int object;
    private int number;
    private int quality = Quality.UNKNOWN;
    private long before = JsonCursor.UNREADABLE;
    private @Nullable ApiReading current;
    private int currentNumber;

    /** @param meters whose readings are wanted */
    ReadingTaker(List<ApiMeter> meters, Span wanted, ReadingSpool spool, Notes notes) {
        for (int i = 0; i < meters.size(); i++) {
            this.meters.put(meters.get(i).uid(), i);
        }
        this.spool = spool;
        this.from = wanted.start().getEpochSecond();
        this.to = wanted.end().getEpochSecond();
        this.notes = notes;
    }

    /** What has come of that meter. */
    MeterTally of(int index) {
        return tallies.computeIfAbsent(index, unused -> new MeterTally());
    }

    /**
     * What comes from now on is in that document.
     *
     * @param meterUid of which readings it was asked for: an object that does not tell its meter is that one's
     */
    void open(String document, String meterUid) {
        notes.in(document);
        askedFor = meterUid;
        object = -1;
    }

    @Override
    public void begin(IntervalHead next) {
        object++;
        notes.at(object);
        number = -1;
        head = next;
        meter = meters.get(next.meter().isEmpty() ? askedFor : next.meter());
        quality = Qualities.worst(next.qualities(), notes);
        before = JsonCursor.UNREADABLE;
        current = null;
        if (meter == null) {
            notes.accept("meter_not_asked_for");
        }
    }

    /** One behind the document, because the neighbours tell how long a reading is. */
    @Override
    public void take(ApiReading reading) throws IOException {
        number++;
        if (meter == null) {
            return;
        }
        if (reading.start() == JsonCursor.UNREADABLE) {
            notes.at(object, number);
            notes.accept("unreadable_time");
            return;
        }
        ApiReading waiting = current;
        if (waiting != null) {
            put(waiting, meter, reading.start());
            before = waiting.start();
        }
        current = reading;
        currentNumber = number;
    }

    @Override
    public void end() throws IOException {
        if (current != null && meter != null) {
            put(current, meter, JsonCursor.UNREADABLE);
        }
        current = null;
    }

    private void put(ApiReading reading, int index, long after) throws IOException {
        if (reading.start() < from || reading.start() >= to) {
            return;
        }
        notes.at(object, currentNumber);
        if (reading.unreadable()) {
            notes.accept("unreadable_value");
        }
        long told = reading.end() == JsonCursor.UNREADABLE ? 0 : reading.end() - reading.start();
        OptionalInt seconds = new ReadingLength(head.spacing()).of(told, room(reading.start(), after));
        if (seconds.isEmpty()) {
            notes.accept("longer_than_a_day");
            return;
        }
        Chosen chosen = Datapoints.choose(reading.kwh(), reading.datapoints(), notes);
        of(index).add(reading.start(), seconds.getAsInt(), chosen);
        for (Map.Entry<Direction, Energy> each : chosen.energies().entrySet()) {
            Energy energy = each.getValue();
            spool.add(index, each.getKey(), index, new Reading(reading.start(), seconds.getAsInt(), energy.value(),
                    energy.powerOfTen(), quality, head.updated()));
        }
    }

    /** To the next reading in time, whichever way the document runs. */
    private long room(long start, long after) {
        long room = 0;
        for (long neighbour : new long[]{before, after}) {
            if (neighbour > start && (room == 0 || neighbour - start < room)) {
                room = neighbour - start;
            }
        }
        return room;
    }
}
