// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.security.Caller;
import com.dcarbon.platform.security.ClientAddress;

import reactor.core.publisher.Mono;

/** The calls that every method's flow has over HTTP: start, the browser's return, status. */
@Component
public class ConsentCalls {
    private final StartingSession starting;
    private final ReturningFromUtility returning;
    private final ReadingSession reading;
    private final ReturnPage returnPage;

    ConsentCalls(StartingSession starting, ReturningFromUtility returning, ReadingSession reading,
            ReturnPage returnPage) {
        this.starting = starting;
        this.returning = returning;
        this.reading = reading;
        this.returnPage = returnPage;
    }

    /**
     * 201 with the provider's page and the cookie of the session.
     *
     * @param key the {@code Idempotency-Key}, or null
     */
    public Mono<ResponseEntity<StartAnswer>> start(Caller caller, StartRequest request, AuthMethod method,
            @Nullable String key) {
        return starting.start(caller, request, method, key).map(session -> created(session));
    }

    /**
     * The same for a customer who began at the utility.
     *
     * @param portalScope the scope that the utility named; asked for once there is to be a new session
     * @param forgetting the cookie that ends what the portal remembers
     */
    public Mono<ResponseEntity<StartAnswer>> startFromPortal(Caller caller, StartRequest request, AuthMethod method,
            @Nullable String key, Mono<String> portalScope, ResponseCookie forgetting) {
        return starting.start(caller, request, method, key, portalScope).map(session -> created(session, forgetting));
    }

    private static ResponseEntity<StartAnswer> created(StartedSession session, ResponseCookie... further) {
        String[] cookies = Stream.concat(Stream.of(session.cookie()), Arrays.stream(further))
                .map(ResponseCookie::toString)
                .toArray(String[]::new);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.SET_COOKIE, cookies)
                .body(new StartAnswer(session.redirectUrl(), session.id()));
    }

    /** How a session stands, for its starter. */
    public Mono<SessionView> status(UUID sessionId, AuthMethod method, Caller caller) {
        return reading.read(sessionId, method, caller);
    }

    /**
     * 302 to the application's page, whatever came of it.
     *
     * @param providerId the id in the path, or null if it names none
     */
    public Mono<ResponseEntity<Void>> callback(AuthMethod method, @Nullable String providerId,
            ServerHttpRequest request, ClientAddress address) {
        var browser = new BrowserReturn(method, providerId, request.getQueryParams(), request.getCookies(),
                address.value());
        return returning.handle(browser).map(returnPage::redirect);
    }
}
