// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Daily therms: hot water all year, heating in winter. */
final class GasMeter implements Measurement {
    static final int POWER_OF_TEN = -8;
    private static final int VALIDATED = 17;

    private final Seed days;
    private final ZoneId zone;

    GasMeter(Seed seed, ZoneId zone) {
        this.days = seed.fork("gas");
        this.zone = zone;
    }

    @Override
    public long valueAt(Instant start) {
        ZonedDateTime day = start.atZone(zone);
        double winter = (1 + StrictMath.cos(2 * StrictMath.PI * (day.getDayOfYear() - 15) / 365)) / 2;
        double therms = (0.35 + 1.6 * winter * winter) * days.between(day.toLocalDate().toEpochDay(), 0.7, 1.3);
        return Math.round(therms * 1e8);
    }

    @Override
    public int qualityAt(Instant start) {
        return VALIDATED;
    }
}
