// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.time.Duration;
import java.time.Instant;

import com.dcarbon.events.intervals.ImportKind;

/**
 * Whether the data of a meter can be read, must be waited for, or must be paid for. Paid for is only what nobody has
 * paid for before: the first collection of a meter, a further one after a day where UtilityAPI failed, and, for meters
 * that it does not monitor, what is missing when an import is ordered that a person wants.
 *
 * @param kind of the import
 * @param byPerson whether somebody asked for just this import
 * @param monitoring whether the profile wants new data to be collected by themselves
 * @param wanted the period of the import
 * @param ordered when the import was ordered
 */
public record CollectionRule(ImportKind kind, boolean byPerson, boolean monitoring, Span wanted, Instant ordered) {
    /** How often a collection that fails is paid for again and again in one import. */
    public static final int MOST = 3;
    /** Between two collections of the same meter. */
    public static final Duration APART = Duration.ofDays(1);
    /** A meter that began a little later than the period is no reason to pay. */
    static final Duration LATE_BEGINNING = Duration.ofDays(3);
    /** Utilities publish their data days later. */
    private static final Duration LATE_END = Duration.ofDays(7);
    private static final Duration LATE_END_FOR_PERSON = Duration.ofDays(1);
    /** Longer than this nobody waits for one meter while others could be read. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** What to do about a meter. */
    public enum Need {
        /** Its data are there, as far as they will be. */
        READ,
        /** UtilityAPI is at it. */
        WAIT,
        /** UtilityAPI has been at it for so long that others should not wait for it. */
        GIVE_UP_WAITING,
        /** It has to be asked, which costs money. */
        COLLECT,
        /** It could not; it may be asked again later. */
        FAILED
    }

    public Need of(MeterState meter, Collected collected, Instant now) {
        return switch (meter.status()) {
            case PENDING -> whilePending(meter, collected, now);
            case ERRORED -> afterError(meter, collected, now);
            case UPDATED -> isWorthPaying(meter, collected, now) ? Need.COLLECT : Need.READ;
        };
    }

    /** A refresh of what is monitored is nobody's business; a collection is. */
    private Need whilePending(MeterState meter, Collected collected, Instant now) {
        if (kind != ImportKind.HISTORICAL && collected.times() == 0 && !meter.coverage().isEmpty()) {
            return Need.READ;
        }
        Instant since = collected.latest() == null ? ordered : collected.latest();
        return since.plus(LONGEST_WAIT).isAfter(now) ? Need.WAIT : Need.GIVE_UP_WAITING;
    }

    private Need afterError(MeterState meter, Collected collected, Instant now) {
        if (!missesBeginning(meter)) {
            return Need.READ;
        }
        boolean again = collected.times() < MOST && isLongAgo(collected, now);
        return again && (kind == ImportKind.HISTORICAL || byPerson) ? Need.COLLECT : Need.FAILED;
    }

    private boolean isWorthPaying(MeterState meter, Collected collected, Instant now) {
        if (collected.latest() == null) {
            return meter.coverage().isEmpty()
                    || (kind == ImportKind.HISTORICAL || byPerson) && missesBeginning(meter)
                    || goesOnOnlyWhenAsked(meter);
        }
        return collected.times() == 0 && isLongAgo(collected, now) && goesOnOnlyWhenAsked(meter);
    }

    /** Once in an import, and not if it comes by itself. */
    private boolean goesOnOnlyWhenAsked(MeterState meter) {
        if (meter.monitored()) {
            return false;
        }
        return kind == ImportKind.HISTORICAL && missesEnd(meter, LATE_END)
                || byPerson && !monitoring && missesEnd(meter, LATE_END_FOR_PERSON);
    }

    private boolean missesBeginning(MeterState meter) {
        return meter.first().map(first -> first.isAfter(wanted.start().plus(LATE_BEGINNING))).orElse(true);
    }

    private boolean missesEnd(MeterState meter, Duration late) {
        return meter.last().map(last -> last.isBefore(wanted.end().minus(late))).orElse(true);
    }

    private static boolean isLongAgo(Collected collected, Instant now) {
        Instant latest = collected.latest();
        return latest == null || !latest.plus(APART).isAfter(now);
    }
}
