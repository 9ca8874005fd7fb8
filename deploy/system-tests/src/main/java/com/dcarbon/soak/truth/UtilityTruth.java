// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.dcarbon.simulator.SimulatorSettings;
import com.dcarbon.simulator.customer.Customers;
import com.dcarbon.simulator.customer.Household;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.customer.Reading;
import com.dcarbon.simulator.customer.UsagePoint;

/** What the utility's meters measured, computed by the same rules as the simulator's feeds, without any feed. */
final class UtilityTruth {
    private UtilityTruth() {}

    /** Watt-hours by start, per meter number and direction, of all that was published when the period ended. */
    static Map<String, Map<Instant, BigDecimal>> readings(String utility, String login, Period period) {
        Clock then = Clock.fixed(period.end(), ZoneOffset.UTC);
        SimulatorSettings settings = SimulatorSettings.local();
        Household household = new Customers(settings.custodian(utility), null, settings.availability(), then)
                .household(login);
        Period asked = period.intersect(household.published());
        Map<String, Map<Instant, BigDecimal>> truth = new TreeMap<>();
        for (UsagePoint point : household.usagePoints()) {
            point.series().forEach(series -> truth.put(point.id() + " " + direction(series.flow().code()),
                    byStart(series.readings(asked))));
        }
        return truth;
    }

    private static Map<Instant, BigDecimal> byStart(List<Reading> readings) {
        Map<Instant, BigDecimal> byStart = new TreeMap<>();
        readings.forEach(reading -> byStart.put(reading.start(), reading.amount().stripTrailingZeros()));
        return byStart;
    }

    // ESPI FlowDirectionKind.
    private static String direction(int code) {
        return switch (code) {
            case 1 -> "delivered";
            case 19 -> "received";
            default -> "net";
        };
    }
}
