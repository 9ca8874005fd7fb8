// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.work.Backoff;

/** What follows from an attempt to end an authorization at the utility. */
public sealed interface Verdict {

    /** It is over, one way or the other. */
    record Over(RevocationOutcome outcome) implements Verdict {}

    /** The utility is asked again. */
    record Again(Instant at) implements Verdict {}

    /** From half a minute to an hour. */
    Backoff PAUSE = new Backoff(Duration.ofSeconds(30), Duration.ofHours(1));

    /**
     * Whatever the trouble, it is asked again until patience ends: what the utility refuses now may be our mistake.
     *
     * @param attempts how many there were, this one included
     * @param deadline when patience ends; the last attempt is made then
     * @param random between 0 and 1
     */
    static Verdict of(ProviderOutcome<?> answer, int attempts, Instant now, Instant deadline, DoubleSupplier random) {
        return switch (answer) {
            case ProviderOutcome.Succeeded<?> _ -> new Over(RevocationOutcome.REVOKED);
            case ProviderOutcome.Failed<?>(ProviderTrouble.Revoked _) -> new Over(RevocationOutcome.REVOKED);
            case ProviderOutcome.Failed<?>(ProviderTrouble trouble) -> {
                Instant next = PAUSE.next(attempts, now, trouble.wish(), random);
                yield now.isBefore(deadline)
                        ? new Again(next.isBefore(deadline) ? next : deadline)
                        : new Over(RevocationOutcome.GAVE_UP);
            }
        };
    }
}
