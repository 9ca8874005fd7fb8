// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Watts of a household: a base, peaks in the morning and evening, more at weekends, cooling in summer. */
final class LoadProfile {
    private final Seed days;
    private final Seed quarters;
    private final ZoneId zone;
    private final double base;
    private final double morning;
    private final double evening;
    private final double cooling;

    LoadProfile(Seed seed, ZoneId zone) {
        Seed home = seed.fork("home");
        this.days = seed.fork("days");
        this.quarters = seed.fork("appliances");
        this.zone = zone;
        this.base = home.between(0, 160, 420);
        this.morning = home.between(1, 500, 1300);
        this.evening = home.between(2, 1100, 2600);
        this.cooling = home.between(3, 300, 1900);
    }

    double wattsAt(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        double hour = local.toLocalTime().toSecondOfDay() / 3600.0;
        boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        double watts = base + morning * bell(hour, weekend ? 9.2 : 7.1, 1.1) + evening * bell(hour, 19.2, 1.9);
        if (weekend) {
            watts += 0.35 * evening * bell(hour, 13, 2.5);
        }
        double summer = Math.max(0, StrictMath.sin(2 * StrictMath.PI * (local.getDayOfYear() - 105) / 365));
        watts += cooling * summer * bell(hour, 16.5, 2.8);
        return watts * days.between(local.toLocalDate().toEpochDay(), 0.75, 1.3)
                * quarters.between(instant.getEpochSecond() / 900, 0.8, 1.25);
    }

    private static double bell(double hour, double centre, double width) {
        double distance = (hour - centre) / width;
        return StrictMath.exp(-distance * distance / 2);
    }
}
