// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Clock;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.facility.FacilityRights;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.authorization.session.ConsentProtocols.Provider;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionSecrets;
import com.dcarbon.authorization.token.rules.Grant;
import com.dcarbon.authorization.token.rules.Refusal;
import com.dcarbon.authorization.token.rules.TokenAnswer;

import reactor.core.publisher.Mono;

/**
 * Exchanges a code, once: the intent is committed before the utility is asked, so that neither a second callback nor a
 * restart asks again. A crash in between leaves a session that the expiry ends as interrupted.
 */
@Component
class ExchangingCode {
    private final Sessions sessions;
    private final SessionSeeds seeds;
    private final FacilityRights rights;
    private final EndingSession ending;
    private final Clock clock;

    ExchangingCode(Sessions sessions, SessionSeeds seeds, FacilityRights rights, EndingSession ending, Clock clock) {
        this.sessions = sessions;
        this.seeds = seeds;
        this.rights = rights;
        this.ending = ending;
        this.clock = clock;
    }

    /** Completes when the session has its outcome, or at once if another callback is at it. */
    Mono<Void> exchange(Session session, Provider provider, String code, Actor actor) {
        return rights.isStillAuthorizer(session.userId(), session.facilityId())
                .flatMap(allowed -> allowed
                        ? claimAndExchange(session, provider, code, actor)
                        : ending.fail(session, FailureCode.NOT_PERMITTED, actor));
    }

    private Mono<Void> claimAndExchange(Session session, Provider provider, String code, Actor actor) {
        SessionSecrets secrets = seeds.of(session);
        return Mono.defer(() -> sessions.claim(session, clock.instant()))
                .filter(claimed -> claimed)
                .flatMap(_ -> provider.protocol().exchange(provider.profile(), code, session.redirectUri(), secrets))
                .flatMap(answer -> settle(session.exchanging(), answer, actor))
                // Cached, so that a browser that goes away does not interrupt it: the code is spent by then.
                .cache();
    }

    private Mono<Void> settle(Session session, TokenAnswer<Grant> answer, Actor actor) {
        return switch (answer) {
            case TokenAnswer.Granted<Grant>(Grant grant) -> ending.authorize(session, grant, actor);
            case TokenAnswer.Refused<Grant>(Refusal refusal, String _) -> ending.fail(session, code(refusal), actor);
        };
    }

    private static FailureCode code(Refusal refusal) {
        return switch (refusal) {
            case GRANT_ENDED -> FailureCode.CODE_EXPIRED;
            case CLIENT_REFUSED -> FailureCode.CONFIG_ERROR;
            case SCOPE_REFUSED -> FailureCode.SCOPE_REJECTED;
            case SCOPE_TOO_NARROW -> FailureCode.INSUFFICIENT_SCOPE;
            case UNAVAILABLE -> FailureCode.UTILITY_ERROR;
            case MAINTENANCE -> FailureCode.UTILITY_MAINTENANCE;
            case NONSENSE -> FailureCode.PROTOCOL_ERROR;
        };
    }
}
