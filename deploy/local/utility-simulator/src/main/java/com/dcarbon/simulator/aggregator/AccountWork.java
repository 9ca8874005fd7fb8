// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.dcarbon.simulator.customer.UsagePoint;
import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.Effect;
import com.dcarbon.simulator.fault.Effect.Course;

/** Follows an authorization from its submission to its meters, step by step. */
final class AccountWork {
    private static final Duration HELD = Duration.ofMillis(50);

    private final Books books;
    private final SupportedUtilities utilities;
    private final Luck luck;
    private final Steps steps;
    private final Webhooks webhooks;

    AccountWork(Books books, SupportedUtilities utilities, Luck luck, Steps steps, Webhooks webhooks) {
        this.books = books;
        this.utilities = utilities;
        this.luck = luck;
        this.steps = steps;
        this.webhooks = webhooks;
    }

    /** Begins, and tells so. */
    void begin(Authorization authorization, boolean renewed) {
        authorization.progress.become(Status.PENDING, "Waiting for the utility.", books.now());
        webhooks.publish(List.of(
                books.event(renewed ? "authorization_renewed" : "authorization_created", null, authorization, null),
                books.event("authorization_update_started", null, authorization, null)));
        resume(authorization);
    }

    /** Goes on with one that is pending, from the first step. */
    void resume(Authorization authorization) {
        next(authorization.uid, authorization.referrals.size(), Scenario.of(authorization.username).courses);
    }

    private void next(String uid, int submission, List<Course> courses) {
        steps.next(() -> step(uid, submission, courses));
    }

    private void step(String uid, int submission, List<Course> courses) {
        Authorization authorization = books.authorizations.get(uid);
        // A later submission of the same authorization has steps of its own.
        if (authorization == null || authorization.revoked != null
                || authorization.progress.status != Status.PENDING || authorization.referrals.size() != submission) {
            return;
        }
        Optional<Effect.Worked> fault = luck.of(CallKind.AUTHORIZATION_WORK, authorization);
        if (fault.isPresent()) {
            if (fault.get().course() == Course.HELD) {
                steps.after(HELD, () -> step(uid, submission, courses));
                return;
            }
            take(authorization, fault.get().course(), fault.get().note(), courses);
        } else if (courses.isEmpty()) {
            finish(authorization);
        } else {
            String note = Scenario.of(authorization.username).note;
            take(authorization, courses.getFirst(), note == null ? "" : note, courses.subList(1, courses.size()));
        }
    }

    private void take(Authorization authorization, Course course, String note, List<Course> rest) {
        switch (course) {
            case HELD -> authorization.progress.become(Status.PENDING, "Waiting for manual work.", books.now());
            case DELAYED -> {
                authorization.progress.become(Status.PENDING, "The utility takes longer than usual.", books.now());
                tell("authorization_update_delayed", authorization);
                next(authorization.uid, authorization.referrals.size(), rest);
            }
            case RETRYING -> {
                Instant now = books.now();
                authorization.progress.note("retrying", "The utility cannot be reached.", now,
                        now.plus(steps.length()));
                tell("authorization_update_retrying", authorization);
                next(authorization.uid, authorization.referrals.size(), rest);
            }
            case FAILED -> fail(authorization, note);
        }
    }

    /** Ends in an error, whatever it was before. */
    void fail(Authorization authorization, String note) {
        authorization.progress.note(note, text(note), books.now(), null);
        authorization.progress.become(Status.ERRORED, text(note), books.now());
        tell("authorization_update_finished_errored", authorization);
    }

    private void finish(Authorization authorization) {
        Instant now = books.now();
        authorization.progress.note("access_valid", "Login accepted.", now, null);
        List<Event> events = new ArrayList<>(findMeters(authorization));
        authorization.progress.note("meters_full", "All meters found.", now, null);
        authorization.progress.become(Status.UPDATED, "Meters found!", now);
        events.add(books.event("authorization_update_finished_successful", null, authorization, null));
        webhooks.publish(events);
    }

    private List<Event> findMeters(Authorization authorization) {
        List<String> known = books.metersOf(authorization).stream().map(meter -> meter.pointId).toList();
        List<Event> created = new ArrayList<>();
        for (UsagePoint point : utilities.named(authorization.utility)
                .customers()
                .household(authorization.username)
                .usagePoints()) {
            if (!known.contains(point.id())) {
                created.add(books.event("meter_created", null, authorization, add(authorization, point)));
            }
        }
        return created;
    }

    private Meter add(Authorization authorization, UsagePoint point) {
        Instant now = books.now();
        String uid = authorization.uid + String.format("%02d", books.metersOf(authorization).size() + 1);
        var progress = new Progress(Status.UPDATED, "Meter found.", now);
        progress.note("meter_full", "All about this meter was found.", now, null);
        var meter = new Meter(uid, authorization.uid, point.id(), now, progress);
        books.meters.put(uid, meter);
        return meter;
    }

    private void tell(String type, Authorization authorization) {
        webhooks.publish(List.of(books.event(type, null, authorization, null)));
    }

    private static String text(String note) {
        return switch (note) {
            case "access_invalid" -> "The utility did not accept the login.";
            case "access_locked" -> "The account is locked at the utility.";
            case "access_unsupported" -> "This kind of account cannot be read.";
            default -> "The utility answered with an error.";
        };
    }
}
