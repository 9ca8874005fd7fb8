// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Watts of a roof: the height of the sun, thinned by the day's clouds. */
final class SolarProfile {
    private static final double LONGITUDE_HOURS = -119.0 / 15;

    private final Seed days;
    private final Seed quarters;
    private final double peakWatts;
    private final double latitude;

    SolarProfile(Seed seed, double latitude) {
        this.days = seed.fork("clouds");
        this.quarters = seed.fork("passing clouds");
        this.peakWatts = seed.fork("panels").between(0, 4200, 8800);
        this.latitude = Math.toRadians(latitude);
    }

    double wattsAt(Instant instant) {
        double sun = sineOfElevation(instant);
        if (sun <= 0) {
            return 0;
        }
        long hours = instant.getEpochSecond() / 3600;
        double clearness = days.between((hours - 8) / 24, 0.35, 1.0);
        double passing = quarters.between(instant.getEpochSecond() / 900, 0.85, 1.0);
        return peakWatts * StrictMath.pow(sun, 1.2) * StrictMath.sqrt(clearness) * passing;
    }

    /** Good enough for plausible curves: no equation of time, no refraction. */
    private double sineOfElevation(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        double declination = Math.toRadians(23.44)
                * StrictMath.sin(2 * StrictMath.PI * (284 + utc.getDayOfYear()) / 365);
        double solarHour = utc.toLocalTime().toSecondOfDay() / 3600.0 + LONGITUDE_HOURS;
        double hourAngle = Math.toRadians((solarHour - 12) * 15);
        return StrictMath.sin(latitude) * StrictMath.sin(declination)
                + StrictMath.cos(latitude) * StrictMath.cos(declination) * StrictMath.cos(hourAngle);
    }
}
