// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * How a utility answers, as of the last evidence. Up, it is asked by everybody. Down, it is asked by one probe at a time,
 * ever more seldom, until one has an answer.
 *
 * @param failures how many attempts in a row had no answer
 * @param failing of which authorizations they were, a few of them
 * @param failingSince when the first of them was, or null if the last attempt had an answer
 * @param closedUntil nothing is asked before; null while it is up
 * @param probes how many probes in a row had no answer
 * @param toldAt when administrators were told of the outage, or null
 * @param answered the last answer
 * @param dataAt when it last gave everything that was asked for, or null
 * @param failedAt when it last did not answer, or null
 */
public record Health(boolean down, int failures, Set<UUID> failing, @Nullable Instant failingSince,
        @Nullable Instant closedUntil, int probes, @Nullable Instant toldAt, @Nullable Answer answered,
        @Nullable Instant dataAt, @Nullable Instant failedAt) {
    /** Of a utility that was never asked. */
    public static final Health UNKNOWN = new Health(false, 0, Set.of(), null, null, 0, null, null, null, null);
    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);

    /** When the last answer came, and under which authorization. */
    public record Answer(Instant at, UUID authorization) {}

    /** It answered: the outage, if there was one, is over. */
    public Health answered(UUID authorization, boolean withData, Instant now) {
        return new Health(false, 0, Set.of(), null, null, 0, null, new Answer(now, authorization),
                withData ? now : dataAt, failedAt);
    }

    /**
     * It did not answer. Down it is once that has happened to several authorizations, so that one of which the utility
     * makes a mess closes nothing for the others.
     *
     * @param notBefore the utility's wish, or null
     * @param random between 0 and 1
     */
    public Health silent(UUID authorization, @Nullable Instant notBefore, Instant now, Limits limits,
            DoubleSupplier random) {
        var silent = new LinkedHashSet<>(failing);
        if (silent.size() < Math.max(2, limits.authorizations())) {
            silent.add(authorization);
        }
        boolean outage = down || silent.size() >= limits.authorizations() || failures + 1 >= limits.failures();
        int asked = outage ? probes + 1 : 0;
        Instant next = outage ? limits.probing().next(asked, now, notBefore, random) : null;
        return new Health(outage, failures + 1, silent, failingSince == null ? now : failingSince, next, asked, toldAt,
                answered, dataAt, now);
    }

    /** An attempt is over that says nothing: a further probe may be made after the shortest wait. */
    public Health undecided(Instant now, Limits limits) {
        return down ? closedUntil(now.plus(limits.probing().base())) : this;
    }

    /** Whether that evidence would change nothing worth a write. */
    public boolean knows(Evidence evidence, Instant now) {
        return switch (evidence) {
            case NONE -> !down;
            case SILENCE -> false;
            case ANSWER -> isFreshly(answered == null ? null : answered.at(), now);
            case DATA -> isFreshly(dataAt, now);
        };
    }

    private boolean isFreshly(@Nullable Instant time, Instant now) {
        return !down && failures == 0 && time != null && now.isBefore(time.plus(OFTEN_ENOUGH));
    }

    /** With the next probe under way, or empty if another one is or its time has not come. */
    public Optional<Health> probing(Instant now, Limits limits) {
        return down && (closedUntil == null || !closedUntil.isAfter(now))
                ? Optional.of(closedUntil(now.plus(limits.probe())))
                : Optional.empty();
    }

    /**
     * With administrators told, or empty if there is nothing to tell them: it lasts not long enough, or nobody has asked
     * since, or they know; or the last answer was another authorization's than the one that has none, which may be that
     * one's own trouble.
     */
    public Optional<Health> told(Instant now, Limits limits) {
        boolean others = failing.size() > 1 || answered == null || failing.contains(answered.authorization());
        boolean due = down && toldAt == null && others && failingSince != null && failedAt != null
                && !failedAt.isBefore(failingSince.plus(limits.threshold()));
        return due
                ? Optional.of(
                        new Health(true, failures, failing, failingSince, closedUntil, probes, now, answered, dataAt,
                                failedAt))
                : Optional.empty();
    }

    private Health closedUntil(Instant until) {
        return new Health(down, failures, failing, failingSince, until, probes, toldAt, answered, dataAt, failedAt);
    }
}
