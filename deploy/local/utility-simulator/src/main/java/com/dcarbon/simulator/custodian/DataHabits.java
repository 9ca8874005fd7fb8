// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.custodian;

import java.time.ZoneId;

/**
 * Where custodians differ in the data they serve.
 *
 * @param powerOfTen the {@code powerOfTenMultiplier} of electricity: -3 writes milli-watt-hours, 0 watt-hours
 * @param flows how a meter with solar behind it reports
 * @param splitsDayAtClockChange whether the day of a clock change comes as two interval blocks
 * @param answersEmptyWindowWith204 whether a window without data is 204 rather than a feed without entries
 * @param zone the zone whose midnights bound the interval blocks
 * @param latitude degrees north of the service territory, for the sun
 * @param town the town of every service address
 */
public record DataHabits(int powerOfTen, Flows flows, boolean splitsDayAtClockChange, boolean answersEmptyWindowWith204,
        ZoneId zone, double latitude, Town town) {
    /** How energy in both directions is reported. */
    public enum Flows {
        /** Two series: flow direction 1 (delivered) and 19 (received), both never negative. */
        DELIVERED_AND_RECEIVED,
        /** One series of flow direction 4 (net), negative while the customer exports. */
        NET
    }

    /**
     * Where the customers live.
     *
     * @param state two letters
     * @param postalPrefix what the postal codes begin with
     */
    public record Town(String name, String state, String postalPrefix) {
        static Town inCalifornia(String name) {
            return new Town(name, "CA", "9");
        }
    }

    DataHabits withPlace(ZoneId otherZone, double otherLatitude, Town otherTown) {
        return new DataHabits(powerOfTen, flows, splitsDayAtClockChange, answersEmptyWindowWith204, otherZone,
                otherLatitude, otherTown);
    }

    DataHabits withFlows(Flows other) {
        return new DataHabits(powerOfTen, other, splitsDayAtClockChange, answersEmptyWindowWith204, zone, latitude,
                town);
    }
}
