// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;
import java.time.Period;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Ongoing monitoring: each period brings the readings published in it. */
final class Monitoring {
    static final List<String> FREQUENCIES = List.of("off", "daily", "weekly", "monthly");

    private final Books books;
    private final SupportedUtilities utilities;
    private final Webhooks webhooks;

    Monitoring(Books books, SupportedUtilities utilities, Webhooks webhooks) {
        this.books = books;
        this.utilities = utilities;
        this.webhooks = webhooks;
    }

    /** Begins or ends. The first run comes one period later and covers that period only. */
    void set(Meter meter, String frequency, @Nullable Integer fixedRefreshDay) {
        meter.frequency = frequency;
        if (frequency.equals("off")) {
            meter.nextRefresh = null;
            meter.fixedRefreshDay = null;
            return;
        }
        meter.activated = true;
        meter.fixedRefreshDay = fixedRefreshDay;
        meter.nextRefresh = later(books.now(), frequency);
        meter.monitoredUntil = publishedUntil(meter);
    }

    /** Does what is due. */
    void run(Meter meter) {
        Instant now = books.now();
        Instant due = meter.nextRefresh;
        Authorization authorization = books.authorizationOf(meter);
        if (due == null || now.isBefore(due) || !authorization.isActive(now)) {
            return;
        }
        while (!due.isAfter(now)) {
            due = later(due, meter.frequency);
        }
        meter.nextRefresh = due;
        Instant until = publishedUntil(meter);
        Instant from = meter.monitoredUntil;
        if (from != null && from.isBefore(until) && Scenario.of(authorization.username) != Scenario.NOINTERVALS) {
            meter.spans.add(new Span(from, until, now));
            meter.monitoredUntil = until;
            meter.progress.become(Status.UPDATED, "Collected.", now);
            webhooks.publish(List.of(books.event("meter_intervals_added", null, authorization, meter)));
        }
    }

    private Instant publishedUntil(Meter meter) {
        Authorization authorization = books.authorizationOf(meter);
        return utilities.named(authorization.utility).customers().household(authorization.username).published().end();
    }

    private Instant later(Instant from, String frequency) {
        Period period = switch (frequency) {
            case "daily" -> Period.ofDays(1);
            case "weekly" -> Period.ofDays(7);
            default -> Period.ofDays(30);
        };
        return from.plus(period);
    }
}
