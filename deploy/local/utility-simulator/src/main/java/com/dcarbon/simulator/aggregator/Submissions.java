// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What becomes of a form that a customer sends. */
final class Submissions {
    private static final Pattern PERIOD = Pattern.compile("(\\d{1,3})([dwmy])");

    private final Books books;
    private final AccountWork work;
    private final Lives lives;
    private final Webhooks webhooks;

    Submissions(Books books, AccountWork work, Lives lives, Webhooks webhooks) {
        this.books = books;
        this.work = work;
        this.lives = lives;
        this.webhooks = webhooks;
    }

    /** What the customer entered. */
    record Entry(String utility, String fullName, String username, String password) {}

    /** How the form ends. */
    sealed interface Outcome {
        /** With a referral to the authorization. */
        record Referred(String referral) implements Outcome {}

        /** The customer said no; there is an authorization that says so too. */
        record Declined(String referral) implements Outcome {}

        /** With an error, and without an authorization. */
        record Failed(String error) implements Outcome {}
    }

    Outcome submit(Form form, Entry entry) {
        Scenario scenario = Scenario.of(entry.username());
        if (scenario.error != null) {
            return new Outcome.Failed(scenario.error);
        }
        if (entry.password().equals("wrong")) {
            return new Outcome.Failed("access_invalid");
        }
        Authorization renewed = form.authorizationUid == null ? null : books.authorizations.get(form.authorizationUid);
        Authorization authorization = renewed == null ? created(form, entry) : renewed(renewed, form, entry);
        Instant now = books.now();
        authorization.scopeExpires = form.expires;
        authorization.expires = expiry(form.expires, now);
        authorization.warned = false;
        authorization.toldExpired = false;
        authorization.test = Scenario.isTest(entry.username());
        String referral = refer(authorization);
        form.disabled = true;
        work.begin(authorization, renewed != null);
        if (scenario == Scenario.REVOKED) {
            lives.revoke(authorization, true);
        }
        return new Outcome.Referred(referral);
    }

    Outcome decline(Form form, String utility) {
        Authorization authorization = created(form, new Entry(utility, "", "", ""));
        authorization.declined = books.now();
        authorization.progress.become(Status.UPDATED, "The customer declined.", books.now());
        String referral = refer(authorization);
        form.disabled = true;
        webhooks.publish(List.of(books.event("authorization_declined", null, authorization, null)));
        return new Outcome.Declined(referral);
    }

    private Authorization created(Form form, Entry entry) {
        Instant now = books.now();
        var authorization = new Authorization(books.authorizationUid(), now, form.uid, entry.utility(),
                entry.fullName(), entry.username(), new Progress(Status.PENDING, "Submitted.", now));
        authorization.customerEmail = form.customerEmail;
        books.authorizations.put(authorization.uid, authorization);
        return authorization;
    }

    private static Authorization renewed(Authorization authorization, Form form, Entry entry) {
        authorization.formUid = form.uid;
        authorization.username = entry.username();
        return authorization;
    }

    private String refer(Authorization authorization) {
        String referral = books.hex(32);
        authorization.referrals.add(referral);
        return referral;
    }

    /**
     * When an authorization given now ends; null: when it is revoked.
     *
     * @throws RefusedException if that is no expiry
     */
    static @Nullable Instant expiry(@Nullable String expires, Instant now) {
        if (expires == null || expires.equals("until_revoked")) {
            return null;
        }
        Matcher period = PERIOD.matcher(expires);
        if (period.matches()) {
            long count = Long.parseLong(period.group(1));
            var utc = now.atOffset(ZoneOffset.UTC);
            return switch (period.group(2)) {
                case "d" -> utc.plusDays(count).toInstant();
                case "w" -> utc.plusWeeks(count).toInstant();
                case "m" -> utc.plusMonths(count).toInstant();
                default -> utc.plusYears(count).toInstant();
            };
        }
        try {
            return expires.contains("T")
                    ? OffsetDateTime.parse(expires).toInstant()
                    : LocalDate.parse(expires).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new RefusedException(400, "invalid_param", "scope.expires must be until_revoked, a period or a date");
        }
    }
}
