// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.work.Backoff;

/** What follows from an attempt to end an authorization at the utility. */
public sealed interface Verdict {

    /** It is over, one way or the other. */
    record Over(RevocationOutcome outcome) implements Verdict {}

    /** The utility is asked again. */
    record Again(Instant at) implements Verdict {}

    /** Nobody was asked yet, since an attempt may still need it. */
    record Later(Instant at) implements Verdict {}

    /** How often it is looked whether such an attempt is over. */
    Duration LOOK = Duration.ofSeconds(30);

    /** From half a minute to an hour. */
    Backoff PAUSE = new Backoff(Duration.ofSeconds(30), Duration.ofHours(1));

    /**
     * Whatever the trouble, it is asked again until patience ends: what the utility refuses now may be our mistake.
     *
     * @param record the utility's record
     * @param tokens our tokens there
     * @param attempts how many there were, this one included
     * @param deadline when patience ends; the last attempt is made then
     * @param random between 0 and 1
     */
    static Verdict of(Half record, Half tokens, int attempts, Instant now, Instant deadline, DoubleSupplier random) {
        if (record instanceof Half.Open(ProviderTrouble trouble)) {
            return again(trouble, attempts, now, deadline, random);
        }
        if (tokens instanceof Half.Open(ProviderTrouble trouble)) {
            return again(trouble, attempts, now, deadline, random);
        }
        boolean offered = record instanceof Half.Ended || tokens instanceof Half.Ended;
        return new Over(offered ? RevocationOutcome.REVOKED : RevocationOutcome.NOT_OFFERED);
    }

    private static Verdict again(ProviderTrouble trouble, int attempts, Instant now, Instant deadline,
            DoubleSupplier random) {
        Instant next = PAUSE.next(attempts, now, trouble.wish(), random);
        return now.isBefore(deadline)
                ? new Again(next.isBefore(deadline) ? next : deadline)
                : new Over(RevocationOutcome.GAVE_UP);
    }
}
