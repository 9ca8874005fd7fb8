// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.customer.Flow;
import com.dcarbon.simulator.customer.Household;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.customer.Reading;
import com.dcarbon.simulator.customer.Series;
import com.dcarbon.simulator.customer.Service;
import com.dcarbon.simulator.customer.UsagePoint;

/** What a household used and gave in a period, added up exactly. */
final class Truth {
    private final Period period;
    private final ZoneId zone;
    private final boolean daily;

    /** @param daily whether each series also tells its days in that zone */
    Truth(Period period, ZoneId zone, boolean daily) {
        this.period = period;
        this.zone = zone;
        this.daily = daily;
    }

    /**
     * One usage point.
     *
     * @param id as in the resource URLs
     * @param service {@code electricity} or {@code gas}
     * @param series one per direction
     */
    record Point(String id, String service, String meterNumber, List<Sum> series) {}

    /**
     * One direction.
     *
     * @param flow {@code FlowDirection}: 1 delivered, 19 received, 4 net
     * @param unit {@code Wh} or {@code therm}
     * @param intervals how many readings begin in the period
     * @param total their exact sum, as text so that no reader rounds it
     * @param days the same by local day; null if not asked for
     */
    record Sum(int flow, String unit, int intervals, String total, @Nullable List<Day> days) {}

    /** One local day. */
    record Day(LocalDate day, int intervals, String total) {}

    List<Point> of(Household household) {
        Period known = period.intersect(household.published());
        return household.usagePoints().stream().map(point -> point(point, known)).toList();
    }

    private Point point(UsagePoint point, Period known) {
        String service = point.service() == Service.GAS ? "gas" : "electricity";
        return new Point(point.id(), service, point.meterNumber(),
                point.series().stream().map(series -> sum(series, known)).toList());
    }

    private Sum sum(Series series, Period known) {
        Flow flow = series.flow();
        List<Reading> readings = series.readings(known);
        return new Sum(flow.code(), series.service() == Service.GAS ? "therm" : "Wh", readings.size(), total(readings),
                daily ? days(readings) : null);
    }

    private List<Day> days(List<Reading> readings) {
        Map<LocalDate, List<Reading>> byDay = readings.stream()
                .collect(Collectors.groupingBy(reading -> LocalDate.ofInstant(reading.start(), zone),
                        LinkedHashMap::new, Collectors.toList()));
        return byDay.entrySet()
                .stream()
                .map(day -> new Day(day.getKey(), day.getValue().size(), total(day.getValue())))
                .toList();
    }

    private static String total(List<Reading> readings) {
        return readings.stream().map(Reading::amount).reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString();
    }
}
