// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.platform.problem.ProblemType;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.ProviderTrouble.Owner;
import com.dcarbon.platform.work.Backoff;

/** How long nobody tries after a refresh that did not work, and what those are told who ask for a token meanwhile. */
final class RefreshPause {
    /** However the dice fall: many ask at once, and each would ask the utility. */
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Backoff PASSING = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));
    /** Until an operator has acted nothing changes, but nobody tells us when that is. */
    private static final Backoff OURS = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(5));

    private RefreshPause() {}

    /**
     * The pause.
     *
     * @param until no refresh before that time
     */
    record Pause(Instant until, ProblemType problem, String detail) {}

    /** @param failures how many refreshes in a row did not work, this one included */
    static Pause after(ProviderTrouble trouble, int failures, Instant now) {
        boolean ours = trouble.owner() == Owner.OPERATOR;
        Instant until = (ours ? OURS : PASSING).next(failures, now, notBefore(trouble, now.plus(SHORTEST)),
                ThreadLocalRandom.current()::nextDouble);
        return ours
                ? new Pause(until, AuthorizationProblem.PROVIDER_MISCONFIGURED,
                        "The utility refuses this platform's client.")
                : new Pause(until, AuthorizationProblem.PROVIDER_UNAVAILABLE,
                        "The utility's token endpoint does not work at the moment.");
    }

    /** Whether the utility may have refreshed although we saw no tokens: an answer was lost, cut off or garbled. */
    static boolean leavesOpen(ProviderTrouble trouble) {
        return trouble instanceof ProviderTrouble.Unavailable || trouble instanceof ProviderTrouble.Malformed;
    }

    private static Instant notBefore(ProviderTrouble trouble, Instant earliest) {
        Instant wish = trouble.wish();
        return wish != null && wish.isAfter(earliest) ? wish : earliest;
    }
}
