// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.facility.FacilityRights;
import com.dcarbon.authorization.session.ConsentProtocol.PreparedPage;
import com.dcarbon.authorization.session.ConsentProtocols.Provider;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionSecrets;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.idempotency.Idempotency;
import com.dcarbon.platform.problem.InvalidField;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Starts an authorization: checks the right, opens a session, says where the browser goes. */
@Component
public class StartingSession {
    private static final String OPERATION = "start-authorization";

    private final FacilityRights rights;
    private final ConsentProtocols providers;
    private final PreparingPage preparing;
    private final OpeningSession opening;
    private final Sessions sessions;
    private final SessionSeeds seeds;
    private final BrowserBinding binding;
    private final Idempotency idempotency;
    private final TransactionalOperator tx;

    StartingSession(FacilityRights rights, ConsentProtocols providers, PreparingPage preparing, OpeningSession opening,
            Sessions sessions, SessionSeeds seeds, BrowserBinding binding, Idempotency idempotency,
            TransactionalOperator tx) {
        this.rights = rights;
        this.providers = providers;
        this.preparing = preparing;
        this.opening = opening;
        this.sessions = sessions;
        this.seeds = seeds;
        this.binding = binding;
        this.idempotency = idempotency;
        this.tx = tx;
    }

    /**
     * Starts, or gives the running start of the same {@code Idempotency-Key} again.
     *
     * @return fails with {@code not_found}, {@code forbidden}, {@code operator_must_authorize},
     *     {@code unknown_provider}, {@code already_authorized}, {@code use_provider_change} or, where the provider has
     *     to make a page first, {@code wait_before_retry}, {@code provider_unavailable} or
     *     {@code provider_misconfigured}
     */
    public Mono<StartedSession> start(Caller caller, StartRequest request, AuthMethod method, @Nullable String key) {
        return start(caller, request, method, key, Mono.empty());
    }

    /**
     * The same for a customer who may have begun at the utility.
     *
     * @param portalScope the scope that the utility named, or empty; asked for once there is to be a new session, whose
     *     start fails with it
     */
    public Mono<StartedSession> start(Caller caller, StartRequest request, AuthMethod method, @Nullable String key,
            Mono<String> portalScope) {
        return rights.requireAuthorizer(caller, request.facilityId())
                .then(Mono.fromSupplier(() -> provider(request, method)))
                .flatMap(provider -> new Start(caller, request, provider, key, portalScope).run()
                        .map(session -> started(provider,
                                session)));
    }

    private Provider provider(StartRequest request, AuthMethod method) {
        return providers.find(request.providerId(), method)
                .orElseThrow(() -> new ProblemException(AuthorizationProblem.UNKNOWN_PROVIDER,
                        "There is no such utility for this method.").withFields(
                                List.of(new InvalidField("provider_id", "is not known"))));
    }

    private StartedSession started(Provider provider, Session session) {
        SessionSecrets secrets = seeds.of(session);
        return new StartedSession(session.id(),
                provider.protocol().consentPage(provider.askedBy(session).profile(), session.redirectUri(), secrets,
                        seeds.pageOf(session)),
                binding.cookie(session, secrets));
    }

    /** What is stored under an {@code Idempotency-Key}: the rest is derived anew, so that no secret lies there. */
    record Stored(UUID sessionId) {}

    /** One request to start. */
    private final class Start {
        private final Caller caller;
        private final StartRequest request;
        private final Provider provider;
        private final @Nullable String key;
        private final Mono<String> portalScope;

        Start(Caller caller, StartRequest request, Provider provider, @Nullable String key,
                Mono<String> portalScope) {
            this.caller = caller;
            this.request = request;
            this.provider = provider;
            this.key = key;
            this.portalScope = portalScope;
        }

        /** The open session. A key is good until its session ends; then it starts anew. */
        Mono<Session> run() {
            return running().switchIfEmpty(Mono.defer(() -> preparing.prepare(request.facilityId(), provider, caller))
                    .flatMap(this::opened));
        }

        /** The key's open session, looked for before a provider is asked to make a page in vain. */
        private Mono<Session> running() {
            return provider.protocol().preparesPages()
                    ? idempotency.find(key, caller, OPERATION, request, Stored.class)
                            .flatMap(this::stored)
                            .filter(session -> session.state().isOpen())
                    : Mono.empty();
        }

        private Mono<Session> opened(Optional<PreparedPage> page) {
            return once(page)
                    .flatMap(session -> session.state().isOpen() || key == null
                            ? Mono.just(session)
                            : idempotency.release(key, caller, OPERATION).then(Mono.defer(() -> once(page))))
                    .as(tx::transactional);
        }

        private Mono<Session> once(Optional<PreparedPage> page) {
            return idempotency.once(key, caller, OPERATION, request, Stored.class, () -> open(page))
                    .flatMap(this::stored);
        }

        private Mono<Session> stored(ResponseEntity<Stored> answer) {
            return sessions.find(Objects.requireNonNull(answer.getBody()).sessionId());
        }

        private Mono<ResponseEntity<Stored>> open(Optional<PreparedPage> page) {
            return portalScope.map(Optional::of).defaultIfEmpty(Optional.empty())
                    .flatMap(scope -> opening.open(request.facilityId(), provider, caller, page, scope.orElse(null)))
                    .map(session -> ResponseEntity.ok(new Stored(session.id())));
        }
    }
}
