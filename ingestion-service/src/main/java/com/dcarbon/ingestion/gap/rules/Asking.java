// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How gaps are asked for again: ever more seldom, and no more once the provider has answered without them often and for
 * long enough.
 *
 * @param times after so many complete answers without it a gap counts as declared absent by the provider
 * @param patience but not before so long after it was found
 * @param longest the longest period that one import asks for
 */
public record Asking(int times, Duration patience, Duration longest) {
    private static final Duration SOONEST = Duration.ofDays(1);
    private static final Duration LATEST = Duration.ofDays(30);
    private static final Duration JOINED = Duration.ofDays(7);
    private static final int DENIALS = 2;
    /** Longer than a billing cycle: some utilities show readings only once they are billed. */
    private static final Duration LATE = Duration.ofDays(45);

    /** When it is asked for again: half as old again as it is now, between a day and a month from now. */
    public Instant next(Instant foundAt, Instant now) {
        Duration half = Duration.between(foundAt, now).dividedBy(2);
        Duration wait = half.compareTo(SOONEST) < 0 ? SOONEST : half.compareTo(LATEST) > 0 ? LATEST : half;
        return now.plus(wait);
    }

    /**
     * What is known of a gap.
     *
     * @param end of its time
     * @param asked how many complete answers came without it
     * @param denied to how many of them, which were asked for just its time, the provider had nothing at all to say
     */
    public record Known(Instant foundAt, Instant end, int asked, int denied) {}

    /**
     * Often and for long enough, or in so many words: nothing at all, and again a day later or more, of a time that is not
     * of late. Once is not enough, since some providers have nothing at first.
     */
    public boolean isDeclaredAbsent(Known gap, Instant now) {
        return gap.asked() >= times && !now.isBefore(gap.foundAt().plus(patience))
                || gap.denied() >= DENIALS && gap.end().isBefore(now.minus(LATE));
    }

    /**
     * The period to ask for first: gaps that are near each other are asked for together.
     *
     * @param due gaps of an authorization's meters, sorted by start
     */
    public Optional<Hole> first(List<Hole> due) {
        if (due.isEmpty()) {
            return Optional.empty();
        }
        long start = due.getFirst().start();
        long end = due.getFirst().end();
        for (Hole gap : due) {
            boolean near = gap.start() <= end + JOINED.toSeconds();
            if (near && Math.max(end, gap.end()) - start <= longest.toSeconds()) {
                end = Math.max(end, gap.end());
            }
        }
        return Optional.of(new Hole(start, end));
    }
}
