// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.Effect;
import com.dcarbon.simulator.fault.Effect.Course;

/** Collects the history of a meter, step by step. */
final class CollectionWork {
    private static final Duration HELD = Duration.ofMillis(50);
    private static final String EVENT = "meter_historical_collection_";

    private final Books books;
    private final SupportedUtilities utilities;
    private final Luck luck;
    private final Steps steps;
    private final Webhooks webhooks;

    CollectionWork(Books books, SupportedUtilities utilities, Luck luck, Steps steps, Webhooks webhooks) {
        this.books = books;
        this.utilities = utilities;
        this.luck = luck;
        this.steps = steps;
        this.webhooks = webhooks;
    }

    /** Begins with that many months back. */
    void begin(Meter meter, int months) {
        meter.activated = true;
        meter.progress.become(Status.PENDING, "Collecting " + months + " months.", books.now());
        meter.months = months;
        tell(EVENT + "started", meter);
        resume(meter);
    }

    /** Goes on with one that is pending. */
    void resume(Meter meter) {
        int months = meter.months;
        steps.next(() -> step(meter, months));
    }

    private void step(Meter meter, int months) {
        Authorization authorization = books.authorizations.get(meter.authorizationUid);
        if (authorization == null || books.meters.get(meter.uid) != meter) {
            return;
        }
        Optional<Effect.Worked> fault = luck.of(CallKind.COLLECTION_WORK, authorization);
        if (fault.isEmpty()) {
            finish(authorization, meter, months);
            return;
        }
        if (fault.get().course() == Course.HELD) {
            steps.after(HELD, () -> step(meter, months));
            return;
        }
        take(meter, months, fault.get());
    }

    private void take(Meter meter, int months, Effect.Worked fault) {
        if (fault.course() == Course.FAILED) {
            meter.progress.note(fault.note(), "The history could not be collected.", books.now(), null);
            meter.progress.become(Status.ERRORED, "The history could not be collected.", books.now());
            tell(EVENT + "finished_errored", meter);
            return;
        }
        if (fault.course() == Course.RETRYING) {
            meter.progress.note("retrying", "The utility cannot be reached.", books.now(),
                    books.now().plus(steps.length()));
        }
        tell(EVENT + (fault.course() == Course.RETRYING ? "retrying" : "delayed"), meter);
        steps.next(() -> step(meter, months));
    }

    private void finish(Authorization authorization, Meter meter, int months) {
        List<Span> found = spans(authorization, months);
        meter.spans.addAll(found);
        meter.bills = Math.max(meter.bills, months);
        Instant now = books.now();
        meter.progress.note("bills_full", "All bills found.", now, null);
        if (!found.isEmpty()) {
            meter.progress.note("intervals_full", "All intervals found.", now, null);
        }
        meter.progress.become(Status.UPDATED, "Collected.", now);
        List<Event> events = new ArrayList<>();
        events.add(books.event("meter_bills_added", null, authorization, meter));
        if (!found.isEmpty()) {
            events.add(books.event("meter_intervals_added", null, authorization, meter));
        }
        events.add(books.event(EVENT + "finished_successful", null, authorization, meter));
        webhooks.publish(events);
    }

    private List<Span> spans(Authorization authorization, int months) {
        SupportedUtility utility = utilities.named(authorization.utility);
        Period published = utility.customers().household(authorization.username).published();
        LocalDate last = LocalDate.ofInstant(published.end(), utility.zone());
        Instant from = last.minusMonths(months).atStartOfDay(utility.zone()).toInstant();
        Period asked = new Period(from, published.end()).intersect(published);
        return switch (Scenario.of(authorization.username)) {
            case NOINTERVALS -> List.of();
            case PARTIALINTERVALS -> everyOtherDay(asked, utility);
            default -> List.of(new Span(asked.start(), asked.end(), books.now()));
        };
    }

    private List<Span> everyOtherDay(Period asked, SupportedUtility utility) {
        List<Span> spans = new ArrayList<>();
        LocalDate day = LocalDate.ofInstant(asked.start(), utility.zone());
        while (day.atStartOfDay(utility.zone()).toInstant().isBefore(asked.end())) {
            spans.add(new Span(day.atStartOfDay(utility.zone()).toInstant(),
                    day.plusDays(1).atStartOfDay(utility.zone()).toInstant(), books.now()));
            day = day.plusDays(2);
        }
        return spans;
    }

    private void tell(String type, Meter meter) {
        webhooks.publish(List.of(books.event(type, null, books.authorizationOf(meter), meter)));
    }
}
