// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.ingestion.interval.rules.Reading;

/**
 * A reading with its place: of which meter and direction, of which series, and as which in the document.
 */
record SpooledReading(int meter, Direction direction, int series, long ordinal, Reading reading) {
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

    boolean sameSeries(SpooledReading other) {
        return meter == other.meter && direction == other.direction;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(meter);
        out.writeByte(direction.ordinal());
        out.writeInt(series);
        out.writeLong(ordinal);
        out.writeLong(reading.start());
        out.writeInt(reading.seconds());
        out.writeLong(reading.value());
        out.writeShort(reading.powerOfTen());
        out.writeShort(reading.quality());
        out.writeLong(reading.updated());
    }

    static SpooledReading read(DataInputStream in) throws IOException {
        int meter = in.readInt();
        Direction direction = DIRECTIONS[in.readByte()];
        int series = in.readInt();
        long ordinal = in.readLong();
        return new SpooledReading(meter, direction, series, ordinal, new Reading(in.readLong(), in.readInt(),
                in.readLong(), in.readShort(), in.readShort(), in.readLong()));
    }
}
