// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.schedule.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.platform.providers.ProviderProfile;

/**
 * What a synchronisation asks for, in whole seconds.
 *
 * @param start the beginning of a local day, so that no day is half
 * @param end of the first import, exclusive
 * @param target the end of the run: where it lies later, further imports follow at once
 */
public record SyncWindow(ImportKind kind, Instant start, Instant end, Instant target) {
    /** A provider's clock may be a little behind, and some refuse a period that ends in the future. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /**
     * How far it has come so far.
     *
     * @param frontier the end of the newest reading of that meter whose newest reading is the oldest, or null if there is
     *     no reading yet
     * @param covered up to when the provider was last asked with success, or null
     */
    public record Standing(@Nullable Instant frontier, @Nullable Instant covered) {}

    /**
     * How far one import may reach.
     *
     * @param history days before now that are asked for where nothing is there yet
     * @param overlap days before the frontier that are asked for again
     * @param longest days that one import asks for
     */
    public record Reach(int history, int overlap, int longest, ZoneId zone) {

        public static Reach of(ProviderProfile profile, int longest) {
            ProviderProfile.Data data = profile.data();
            return new Reach(data.historyDays(), Math.min(data.overlapDays(), data.historyDays() / 2), longest,
                    profile.timeZone());
        }

        /** Of a provider that is not set up any more. */
        public static Reach unknown(int history, int overlap, int longest) {
            return new Reach(history, overlap, longest, ZoneId.of("UTC"));
        }

        private Instant daysBefore(Instant moment, int days) {
            return moment.atZone(zone).toLocalDate().minusDays(days).atStartOfDay(zone).toInstant();
        }
    }

    /**
     * From the frontier less the overlap. A meter that has fallen silent does not make the window longer for ever: not
     * more than the history is asked for before what was asked for last.
     */
    public static SyncWindow of(Standing standing, Reach reach, Instant now) {
        Instant target = latest(now);
        Instant frontier = standing.frontier();
        Instant covered = standing.covered();
        if (frontier == null && covered == null) {
            return historical(reach, now);
        }
        Instant start = frontier == null
                ? Instant.MIN
                : reach.daysBefore(earlier(frontier, target), reach.overlap());
        if (covered != null) {
            Instant floor = reach.daysBefore(earlier(covered, target), reach.history() - reach.overlap());
            start = start.isBefore(floor) ? floor : start;
        }
        return cut(ImportKind.INCREMENTAL, start, target, reach);
    }

    /**
     * The same as a turn orders it: never as a first import, for which a provider may collect data anew and want to be
     * paid, however long the first one failed.
     */
    public SyncWindow ofTurn() {
        return kind == ImportKind.HISTORICAL ? new SyncWindow(ImportKind.INCREMENTAL, start, end, target) : this;
    }

    /** All that is imported after an authorization. */
    public static SyncWindow historical(Reach reach, Instant now) {
        Instant target = latest(now);
        return new SyncWindow(ImportKind.HISTORICAL, reach.daysBefore(target, reach.history()), target, target);
    }

    /** The part of the history that a meter lacks which was found later than others. */
    public static SyncWindow lacking(Instant from, Reach reach, Instant now) {
        return cut(ImportKind.BACKFILL, reach.daysBefore(now, reach.history()), from, reach);
    }

    /** A period that was asked for, or is missing: at most as long as one import may be; the rest follows. */
    public static SyncWindow backfill(Instant start, Instant end, Reach reach) {
        return cut(ImportKind.BACKFILL, start.truncatedTo(ChronoUnit.SECONDS), end.truncatedTo(ChronoUnit.SECONDS),
                reach);
    }

    /** What follows an import that has not reached the end of its run. */
    public static SyncWindow following(ImportKind kind, Instant end, Instant target, Reach reach) {
        return cut(kind, end, target, reach);
    }

    /** The first moment of those days on which history was to begin. */
    public static Instant historyFrom(Reach reach, Instant now) {
        return reach.daysBefore(now, reach.history());
    }

    private static SyncWindow cut(ImportKind kind, Instant start, Instant target, Reach reach) {
        Instant end = start.atZone(reach.zone()).toLocalDate().plusDays(reach.longest()).atStartOfDay(reach.zone())
                .toInstant();
        return new SyncWindow(kind, start, earlier(end, target), target);
    }

    private static Instant latest(Instant now) {
        return now.minus(CLOCK_TOLERANCE).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }
}
