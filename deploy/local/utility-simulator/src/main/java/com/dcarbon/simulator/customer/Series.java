// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** All readings of one usage point in one direction, computed when asked for. */
public final class Series {
    private static final long QUARTER_HOUR = 900;

    private final Flow flow;
    private final Service service;
    private final int powerOfTen;
    private final ZoneId zone;
    private final Measurement measurement;

    Series(Flow flow, Service service, int powerOfTen, ZoneId zone, Measurement measurement) {
        this.flow = flow;
        this.service = service;
        this.powerOfTen = powerOfTen;
        this.zone = zone;
        this.measurement = measurement;
    }

    /** Its direction. */
    public Flow flow() {
        return flow;
    }

    /** What it measures. */
    public Service service() {
        return service;
    }

    /** The exponent by which wire values are scaled to watt-hours or therms. */
    public int powerOfTen() {
        return powerOfTen;
    }

    /** The nominal length of a reading in seconds: 900 for electricity, 86400 for gas. */
    public long intervalLength() {
        return service == Service.ELECTRICITY ? QUARTER_HOUR : 86_400;
    }

    /** The readings that begin in the period, by time. The period is not limited to what is published by now. */
    public List<Reading> readings(Period period) {
        return starts(period).map(this::reading).toList();
    }

    /** Whether a reading begins in the period. */
    public boolean hasReadings(Period period) {
        return starts(period).findAny().isPresent();
    }

    /** The sum of the readings that begin in the period, in watt-hours or therms. */
    public BigDecimal total(Period period) {
        return starts(period).map(start -> reading(start).amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Stream<Instant> starts(Period period) {
        if (period.isEmpty()) {
            return Stream.empty();
        }
        Instant first = service == Service.ELECTRICITY ? nextQuarter(period.start()) : nextMidnight(period.start());
        return Stream.iterate(first, period::contains, start -> start.plus(durationAt(start)));
    }

    private Reading reading(Instant start) {
        long value = measurement.valueAt(start);
        return new Reading(flow, start, durationAt(start), value,
                BigDecimal.valueOf(value).scaleByPowerOfTen(powerOfTen),
                measurement.qualityAt(start));
    }

    private Duration durationAt(Instant start) {
        if (service == Service.ELECTRICITY) {
            return Duration.ofSeconds(QUARTER_HOUR);
        }
        // A gas day has 23 or 25 hours when the clocks change.
        return Duration.between(start, midnight(LocalDate.ofInstant(start, zone).plusDays(1)));
    }

    private Instant nextMidnight(Instant from) {
        LocalDate day = LocalDate.ofInstant(from, zone);
        Instant begin = midnight(day);
        return begin.isBefore(from) ? midnight(day.plusDays(1)) : begin;
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant nextQuarter(Instant from) {
        Instant whole = from.truncatedTo(ChronoUnit.SECONDS).isBefore(from)
                ? from.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)
                : from;
        return Instant.ofEpochSecond(Math.ceilDiv(whole.getEpochSecond(), QUARTER_HOUR) * QUARTER_HOUR);
    }
}
