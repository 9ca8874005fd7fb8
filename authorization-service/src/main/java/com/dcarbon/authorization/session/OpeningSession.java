// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.lifecycle.BeginningAttempt;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.lifecycle.rules.Utility;
import com.dcarbon.authorization.revocation.EndsUnderWay;
import com.dcarbon.authorization.session.ConsentProtocol.PreparedPage;
import com.dcarbon.authorization.session.ConsentProtocols.Provider;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionState;
import com.dcarbon.authorization.token.rules.Fingerprint;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** A new session in the place of the facility's older one, with its pending record; in the caller's transaction. */
@Component
class OpeningSession {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Sessions sessions;
    private final EndingSession ending;
    private final BeginningAttempt beginning;
    private final EndsUnderWay ends;
    private final SessionSeeds seeds;
    private final SessionSettings settings;
    private final Clock clock;

    OpeningSession(Sessions sessions, EndingSession ending, BeginningAttempt beginning,
            EndsUnderWay ends, SessionSeeds seeds,
            SessionSettings settings, Clock clock) {
        this.sessions = sessions;
        this.ending = ending;
        this.beginning = beginning;
        this.ends = ends;
        this.seeds = seeds;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param page what the provider made for it beforehand
     * @param portalScope what the utility named when the customer began there, or null
     */
    Mono<Session> open(UUID facilityId, Provider provider, Caller caller, Optional<PreparedPage> page,
            @Nullable String portalScope) {
        var utility = new Utility(provider.profile().id(), provider.profile().name(), provider.profile().method());
        return sessions.lockStartsOf(facilityId)
                .then(Mono.defer(() -> requireStanding(utility, page)))
                .thenMany(sessions.lockOpenOf(facilityId))
                .concatMap(ending::supersede)
                .then(Mono.defer(() -> beginning.begin(facilityId, utility, caller)))
                .flatMap(authorization -> insert(authorization, provider, caller, page, portalScope));
    }

    /** What the page renews is not ended at the provider between here and the session, which shows that it is needed. */
    private Mono<Void> requireStanding(Utility utility, Optional<PreparedPage> page) {
        return Mono.justOrEmpty(page.map(PreparedPage::renewed))
                .filterWhen(renewed -> ends.hold(utility.id(), renewed))
                .flatMap(_ -> Mono.error(new ProblemException(AuthorizationProblem.PROVIDER_UNAVAILABLE,
                        "The former authorization is being ended at the provider.").retryAfter(SOON)));
    }

    private Mono<Session> insert(Authorization authorization, Provider provider, Caller caller,
            Optional<PreparedPage> page, @Nullable String portalScope) {
        UUID id = Ids.next();
        Instant now = clock.instant();
        var secrets = seeds.newSecrets();
        var redirectUri = settings.callback(provider.protocol().callbackPath(provider.profile()));
        var session = new Session(id, authorization.id(), authorization.facilityId(), authorization.utility(),
                caller.userId(), caller.name(), redirectUri, SessionState.PENDING, Fingerprint.of(secrets.binding()),
                seeds.seal(secrets, id), now, now.plus(settings.sessionLifetime()), portalScope,
                page.map(PreparedPage::reference).orElse(null),
                page.map(made -> seeds.sealPage(made.address(), id)).orElse(null),
                page.map(PreparedPage::renewed).orElse(null), null);
        return sessions.insert(session, Fingerprint.of(secrets.state()));
    }
}
