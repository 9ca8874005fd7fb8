// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Quarter hours behind one electric meter: what the home takes, less what the roof gives. */
final class ElectricMeter {
    private static final int ESTIMATED = 8;
    private static final int VALIDATED = 17;
    private static final int REVENUE_QUALITY = 19;

    private final LoadProfile load;
    private final @Nullable SolarProfile solar;
    private final Seed quality;
    private final double unitsPerWattHour;

    /** @param powerOfTen the resolution published: -3 milli-watt-hours, 0 watt-hours */
    ElectricMeter(LoadProfile load, @Nullable SolarProfile solar, Seed seed, int powerOfTen) {
        this.load = load;
        this.solar = solar;
        this.quality = seed.fork("quality");
        this.unitsPerWattHour = StrictMath.pow(10, -powerOfTen);
    }

    Measurement measuring(Flow flow) {
        return new Measurement() {
            @Override
            public long valueAt(Instant start) {
                long net = netAt(start);
                return switch (flow) {
                    case FORWARD -> Math.max(net, 0);
                    case REVERSE -> Math.max(-net, 0);
                    case NET -> net;
                };
            }

            @Override
            public int qualityAt(Instant start) {
                return ElectricMeter.this.qualityAt(start);
            }
        };
    }

    private long netAt(Instant start) {
        double watts = load.wattsAt(start) - (solar == null ? 0 : solar.wattsAt(start));
        return Math.round(watts / 4 * unitsPerWattHour);
    }

    /** About one day in thirty has two estimated hours, as after a lost connection to the meter. */
    private int qualityAt(Instant start) {
        long quarter = start.getEpochSecond() / 900;
        long day = quarter / 96;
        long firstEstimated = day * 96 + quality.below(day * 2, 88);
        boolean lostConnection = quality.unit(day * 2 + 1) < 0.034;
        if (lostConnection && quarter >= firstEstimated && quarter < firstEstimated + 8) {
            return ESTIMATED;
        }
        return day % 7 == 0 ? REVENUE_QUALITY : VALIDATED;
    }
}
