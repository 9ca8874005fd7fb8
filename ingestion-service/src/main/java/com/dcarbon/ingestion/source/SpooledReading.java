// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.nio.ByteBuffer;
import java.util.Comparator;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.ingestion.interval.rules.Reading;

/**
 * A reading with its place: of which meter and direction, of which series, and as which in the document.
 */
record SpooledReading(int meter, Direction direction, int series, long ordinal, Reading reading) {
    /** How many bytes a run has on disk besides its values. */
    static final int SIZE = 45;

    private static final Direction[] DIRECTIONS = Direction.values();

    /**
     * Meter, direction and time; of several readings for the same interval the one that counts comes last: the later
     * update, then the better quality, then the later place.
     */
    static final Comparator<SpooledReading> ORDER = Comparator.comparingInt(SpooledReading::meter)
            .thenComparing(SpooledReading::direction)
            .thenComparingLong((SpooledReading spooled) -> spooled.reading.start())
            .thenComparingInt(spooled -> spooled.reading.seconds())
            .thenComparingLong(spooled -> spooled.reading.updated())
            .thenComparingInt(spooled -> -Quality.doubt(spooled.reading.quality()))
            .thenComparingLong(SpooledReading::ordinal);

    boolean sameInterval(SpooledReading other) {
        return sameSeries(other) && reading.start() == other.reading.start()
                && reading.seconds() == other.reading.seconds();
    }

    /**
     * Whether nothing tells which of the two energies of one interval is right: not the newer one, nor the better one. Of
     * two series neither does.
     */
    boolean contradicts(SpooledReading other) {
        boolean alike = reading.updated() == other.reading.updated()
                && Quality.doubt(reading.quality()) == Quality.doubt(other.reading.quality());
        return (alike || series != other.series) && !reading.sameEnergy(other.reading);
    }

    boolean sameSeries(SpooledReading other) {
        return meter == other.meter && direction == other.direction;
    }

    /** Whether it comes after that one in the {@link #ORDER}, which mostly its first parts tell. */
    boolean isAfter(SpooledReading other) {
        if (meter != other.meter) {
            return meter > other.meter;
        }
        if (direction != other.direction) {
            return direction.compareTo(other.direction) > 0;
        }
        return reading.start() == other.reading.start()
                ? ORDER.compare(this, other) > 0
                : reading.start() > other.reading.start();
    }

    /** Whether it is the one at that place in the run that begins with the other: alike but for time and value. */
    boolean follows(SpooledReading begin, int place) {
        Reading one = begin.reading;
        return meter == begin.meter && direction == begin.direction && series == begin.series
                && ordinal == begin.ordinal + place && reading.seconds() == one.seconds()
                && reading.start() == one.start() + (long) place * one.seconds()
                && reading.powerOfTen() == one.powerOfTen() && reading.quality() == one.quality()
                && reading.updated() == one.updated();
    }

    /** The one at that place in the run that begins with this one. */
    SpooledReading following(int place, long value) {
        return new SpooledReading(meter, direction, series, ordinal + place,
                new Reading(reading.start() + (long) place * reading.seconds(), reading.seconds(), value,
                        reading.powerOfTen(), reading.quality(), reading.updated()));
    }

    /** Begins a run of so many; their values follow. */
    void write(ByteBuffer out, int count) {
        out.putInt(meter).put((byte) direction.ordinal()).putInt(series).putLong(ordinal);
        out.putLong(reading.start()).putInt(reading.seconds());
        out.putShort((short) reading.powerOfTen()).putShort((short) reading.quality()).putLong(reading.updated());
        out.putInt(count);
    }

    /** The first of a run, without its value; how many they are comes next. */
    static SpooledReading read(ByteBuffer in) {
        int meter = in.getInt();
        Direction direction = DIRECTIONS[in.get()];
        int series = in.getInt();
        long ordinal = in.getLong();
        return new SpooledReading(meter, direction, series, ordinal, new Reading(in.getLong(), in.getInt(), 0,
                in.getShort(), in.getShort(), in.getLong()));
    }
}
