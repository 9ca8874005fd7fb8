// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.ingestion.interval.rules.Reading;

/** Reads one interval block and hands on its readings, one after the other. */
final class BlockReader {
    /** No meter counts so many watt-hours in an interval, whatever power of ten its number has. */
    private static final int MOST_DIGITS = 18;

    private final XmlCursor cursor;
    private final EnergySeries series;
    private final long updated;
    private final ReadingSink sink;
    private final Refusals refusals;
    private TimePeriod block = TimePeriod.UNKNOWN;
    private @Nullable RawReading waiting;
    private int waitingNumber;
    private int number;
    private int line;
    private int lastSeconds;
    private long nextStart = TimePeriod.NO_START;

    BlockReader(XmlCursor cursor, EnergySeries series, long updated, ReadingSink sink, Refusals refusals) {
        this.cursor = cursor;
        this.series = series;
        this.updated = updated;
        this.sink = sink;
        this.refusals = refusals;
    }

    /**
     * A reading as it stands in the block.
     *
     * @param value its value, or null where {@code number} is its value
     */
    private record RawReading(TimePeriod period, @Nullable String value, long number, int quality) {
        RawReading(TimePeriod period, @Nullable String value, int quality) {
            this(period, value == null ? "" : value, 0, quality);
        }

        RawReading at(TimePeriod other) {
            return new RawReading(other, value, number, quality);
        }
    }

    /** Those that came past the parser. */
    private void takeAll(int count) throws IOException {
        TakenReadings taken = cursor.taken(count);
        int expected = series.type().intervalLength();
        int usual = defaultQuality();
        for (int i = 0; i < count; i++) {
            taken.next();
            take(new RawReading(TimePeriod.of(taken.start(), taken.length(), expected), taken.hasValue() ? null : "",
                    taken.value(), taken.hasQuality() ? taken.quality() : usual));
        }
    }

    void read() throws IOException, MalformedFeedException {
        int depth = cursor.depth();
        line = cursor.line();
        while (cursor.nextChild(depth)) {
            switch (cursor.local()) {
                case "interval" -> {
                    block = TimePeriod.read(cursor, 0);
                    nextStart = block.start();
                }
                case "intervalreading" -> take(reading());
                case XmlCursor.READINGS -> takeAll(cursor.readings());
                default -> {
                    // nothing else matters in a block
                }
            }
        }
        endWaiting();
    }

    private RawReading reading() throws IOException, MalformedFeedException {
        int depth = cursor.depth();
        TimePeriod period = TimePeriod.UNKNOWN;
        String value = null;
        int quality = defaultQuality();
        boolean ownQuality = false;
        while (cursor.nextChild(depth)) {
            switch (cursor.isForeign() ? "" : cursor.local()) {
                case "timeperiod" -> period = TimePeriod.read(cursor, series.type().intervalLength());
                case "value" -> value = cursor.text();
                case "readingquality" -> {
                    Integer found = quality();
                    if (found != null) {
                        quality = ownQuality ? Quality.worse(quality, found) : found;
                        ownQuality = true;
                    }
                }
                default -> {
                    // cost, tou and tier: not imported
                }
            }
        }
        return new RawReading(period, value, quality);
    }

    private int defaultQuality() {
        return Objects.requireNonNullElse(series.type().attributes().defaultQuality(), Quality.UNKNOWN);
    }

    /** Null if none is told. */
    private @Nullable Integer quality() throws IOException, MalformedFeedException {
        int depth = cursor.depth();
        Integer quality = null;
        while (cursor.nextChild(depth)) {
            String text = cursor.local().equals("quality") ? cursor.text() : "";
            if (!text.isEmpty()) {
                quality = Objects.requireNonNullElse(Lenient.code(text), ReadingType.UNREADABLE);
            }
        }
        return quality;
    }

    private void take(RawReading reading) throws IOException {
        number++;
        long start = reading.period().start() == TimePeriod.NO_START ? nextStart : reading.period().start();
        if (!TimePeriod.isPlausible(start)) {
            refusals.add(Refusal.NO_START, line, number);
            return;
        }
        if (waiting != null) {
            emitWaiting(Math.abs(start - waiting.period().start()));
        }
        int own = reading.period().seconds();
        if (own > 0) {
            emit(reading, start, own, number);
        } else {
            waiting = reading.at(new TimePeriod(start, 0));
            waitingNumber = number;
            nextStart = start + series.type().intervalLength();
        }
    }

    /** The last reading of a block whose lengths nothing tells goes to the block's end, or is as long as the one before. */
    private void endWaiting() throws IOException {
        if (waiting != null) {
            long toEnd = series.type().intervalLength() > 0
                    ? 0
                    : block.start() + block.seconds() - waiting.period().start();
            emitWaiting(lastSeconds > 0 ? lastSeconds : toEnd);
        }
    }

    /**
     * A reading that does not tell its own length is as long as its reading type says, unless the next one begins sooner.
     *
     * @param distance seconds to the next one
     */
    private void emitWaiting(long distance) throws IOException {
        RawReading reading = Objects.requireNonNull(waiting);
        waiting = null;
        int usual = series.type().intervalLength();
        long seconds = usual > 0 && (distance == 0 || distance > usual) ? usual : distance;
        if (seconds <= 0 || seconds > TimePeriod.LONGEST) {
            refusals.add(Refusal.NO_DURATION, line, waitingNumber);
            return;
        }
        lastSeconds = (int) seconds;
        emit(reading, reading.period().start(), lastSeconds, waitingNumber);
    }

    private void emit(RawReading raw, long start, int seconds, int place) throws IOException {
        nextStart = start + seconds;
        String text = raw.value();
        if (text != null && text.isEmpty()) {
            return;
        }
        Reading reading = text == null
                ? new Reading(start, seconds, raw.number(), series.type().powerOfTen(), quality(raw), updated)
                : reading(text, start, seconds, quality(raw));
        if (reading == null) {
            refusals.add(Refusal.UNREADABLE_VALUE, line, place);
            return;
        }
        if (reading.quality() != raw.quality()) {
            refusals.add(Refusal.IMPOSSIBLE_QUALITY, line, place);
        }
        series.add(start, reading.value(), reading.powerOfTen());
        sink.accept(series, reading);
    }

    private static int quality(RawReading raw) {
        return Quality.isCode(raw.quality()) ? raw.quality() : Quality.UNKNOWN;
    }

    private @Nullable Reading reading(String text, long start, int seconds, int quality) {
        int power = series.type().powerOfTen();
        try {
            return new Reading(start, seconds, Long.parseLong(text), power, quality, updated);
        } catch (NumberFormatException e) {
            BigDecimal number = Lenient.decimal(text);
            if (number == null) {
                return null;
            }
            BigDecimal shortest = number.stripTrailingZeros();
            boolean fits = shortest.unscaledValue().bitLength() < Long.SIZE
                    && shortest.precision() - shortest.scale() <= MOST_DIGITS;
            return fits
                    ? new Reading(start, seconds, shortest.unscaledValue().longValue(), power - shortest.scale(),
                            quality, updated)
                    : null;
        }
    }
}
