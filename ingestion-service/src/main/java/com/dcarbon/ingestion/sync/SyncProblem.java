// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import org.springframework.http.HttpStatus;

import com.dcarbon.platform.problem.ProblemType;

/** The kinds of problem that only synchronisation knows. */
final class SyncProblem {
    static final ProblemType NOTHING_AUTHORIZED = ProblemType.of("nothing_authorized", HttpStatus.CONFLICT,
            "There is nothing to synchronise yet", "Authorize the utility first.");

    static final ProblemType AUTHORIZATION_ENDED = ProblemType.of("authorization_ended", HttpStatus.CONFLICT,
            "The utility gives no access any more", "Authorize the utility again.");

    static final ProblemType UNDER_WAY = ProblemType.of("synchronisation_under_way", HttpStatus.CONFLICT,
            "A synchronisation is under way", "Ask for the period again once it is over.");

    static final ProblemType NOT_REPARSABLE = ProblemType.of("not_reparsable", HttpStatus.CONFLICT,
            "These documents cannot be read again", "Start the synchronisation instead.");

    private SyncProblem() {}
}
