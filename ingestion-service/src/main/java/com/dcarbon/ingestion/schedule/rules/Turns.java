// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.schedule.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.dcarbon.platform.providers.ProviderProfile.SyncPolicy;

/**
 * When an authorization is due. Each has a time of the day, or of the week, of its own, which follows from its id: all of
 * them together are spread evenly, whatever happened before, and without a herd at midnight.
 */
public final class Turns {
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final long BUSY_MINUTES = 30;

    private Turns() {}

    /** The next turn: never sooner than half a period from now, so that one that was late is not followed at once. */
    public static Instant next(UUID authorization, SyncPolicy policy, Instant now) {
        long period = period(policy).toSeconds();
        long place = place(authorization, period);
        long earliest = now.getEpochSecond() + period / 2;
        return Instant.ofEpochSecond(earliest + Math.floorMod(place - earliest, period));
    }

    /** When it is looked at again whether an import that runs, or waits, is over: in half an hour to an hour. */
    public static Instant afterBusy(UUID authorization, Instant now) {
        long half = Duration.ofMinutes(BUSY_MINUTES).toSeconds();
        return now.plusSeconds(half + place(authorization, half));
    }

    /**
     * When it is due because the utility has notified of data: in the second half of that delay, so that further
     * notifications may come before it, and all that a utility notifies of at once is spread.
     */
    public static Instant afterHint(UUID authorization, Duration delay, Instant now) {
        long half = Math.max(1, delay.toMillis() / 2);
        return now.plusMillis(half + place(authorization, half));
    }

    private static Duration period(SyncPolicy policy) {
        return switch (policy) {
            case DAILY -> Duration.ofDays(1);
            case WEEKLY -> Duration.ofDays(7);
        };
    }

    private static long place(UUID authorization, long period) {
        long mixed = (authorization.getMostSignificantBits() ^ authorization.getLeastSignificantBits()) * MIX;
        return Long.remainderUnsigned(mixed ^ mixed >>> 32, period);
    }
}
