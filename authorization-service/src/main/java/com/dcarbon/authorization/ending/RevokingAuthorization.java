// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.ending;

import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.ending.rules.RevokeDecision;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.authorization.lifecycle.Authorizations;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Ends an authorization because a person asks for it who may. */
@Component
public class RevokingAuthorization {
    /** What is lost there and not here. */
    private static final String LOST_AT_UTILITY_API = " UtilityAPI, which connects us with this utility, deletes its "
            + "copy of the data and the login: what has not been imported by now cannot be fetched any more.";

    private final Authorizations authorizations;
    private final EndingAuthorization ending;

    RevokingAuthorization(Authorizations authorizations, EndingAuthorization ending) {
        this.authorizations = authorizations;
        this.ending = ending;
    }

    /**
     * Completes when it is revoked, by this call or an earlier one.
     *
     * @param confirmed whether the caller knows what is lost
     * @return fails with {@code confirmation_required} or {@code nothing_to_revoke}
     */
    public Mono<Void> revoke(UUID id, boolean confirmed, Caller caller) {
        return authorizations.find(id)
                .flatMap(seen -> switch (RevokeDecision.of(seen.status(), confirmed)) {
                    case END -> end(seen, caller);
                    case DONE_BEFORE -> Mono.empty();
                    case NOTHING_TO_END -> Mono.error(new ProblemException(AuthorizationProblem.NOTHING_TO_REVOKE,
                            "The last attempt at " + seen.utility().name() + " failed."));
                    case ASK_FIRST -> Mono.error(askFirst(seen));
                });
    }

    /** Looks again if somebody else was quicker. */
    private Mono<Void> end(Authorization seen, Caller caller) {
        FailureCode code = caller.isAdmin() ? FailureCode.REVOKED_BY_ADMIN : FailureCode.REVOKED_BY_USER;
        return ending.revoke(seen, code, Actor.of(caller))
                .switchIfEmpty(Mono.defer(() -> revoke(seen.id(), true, caller).then(Mono.empty())))
                .then();
    }

    private static ProblemException askFirst(Authorization seen) {
        return new ProblemException(CommonProblem.CONFIRMATION_REQUIRED,
                "Ending an authorization cannot be taken back.").with("warning",
                        "The access to " + seen.utility().name() + " data ends, here and at the utility: no new data "
                                + "arrives until somebody authorizes again. The data already imported stays."
                                + (seen.utility().method() == AuthMethod.UTILITY_API ? LOST_AT_UTILITY_API : ""));
    }
}
