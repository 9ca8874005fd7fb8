// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.keyset.InvalidKeysetException;
import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.dcarbon.authorization.session.SessionSettings;
import com.dcarbon.platform.problem.ProblemException;

/**
 * Remembers in the customer's browser what a utility sent along: in a cookie that is sealed with the keyset, so that
 * nobody but this service writes or reads one. Nothing is stored here before somebody signs in and starts.
 */
@Component
public class PortalMemory {
    private static final Place COOKIE = new Place("portal", "cookie", new UUID(0, 0));

    private final SecretCipher cipher;
    private final Clock clock;
    private final Duration life;
    private final boolean secure;

    PortalMemory(SecretCipher cipher, PortalSettings portal, SessionSettings sessions, Clock clock) {
        this.cipher = cipher;
        this.clock = clock;
        this.life = portal.portalLifetime();
        this.secure = sessions.secure();
    }

    ResponseCookie remember(List<String> providerIds, String scope) {
        var session = new PortalSession(providerIds, scope,
                clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS));
        return cookie(cipher.seal(session.written(), COOKIE), life);
    }

    /** Ends what is remembered. */
    public ResponseCookie forget() {
        return cookie("", Duration.ZERO);
    }

    /** What the browser remembers, if that is ours and not too old. */
    Optional<PortalSession> recall(MultiValueMap<String, HttpCookie> cookies) {
        List<HttpCookie> held = cookies.getOrDefault(name(), List.of());
        return held.size() == 1
                ? opened(held.getFirst().getValue()).filter(session -> session.isGood(clock.instant()))
                : Optional.empty();
    }

    /**
     * The scope that the utility named.
     *
     * @throws ProblemException {@code portal_session_invalid} if the browser remembers nothing good for that utility
     */
    public String scopeFor(String providerId, MultiValueMap<String, HttpCookie> cookies) {
        return recall(cookies).filter(session -> session.isFor(providerId, clock.instant()))
                .map(PortalSession::scope)
                .orElseThrow(() -> new ProblemException(AuthorizationProblem.PORTAL_SESSION_INVALID,
                        "This browser does not come from that utility, or it has been too long."));
    }

    private Optional<PortalSession> opened(String sealed) {
        try {
            return PortalSession.read(cipher.open(sealed, COOKIE));
        } catch (InvalidKeysetException _) {
            return Optional.empty();
        }
    }

    /** Host-only and out of reach of scripts; it comes along when the application calls with credentials. */
    private ResponseCookie cookie(String value, Duration age) {
        return ResponseCookie.from(name(), value).path("/").httpOnly(true).secure(secure).sameSite("Lax").maxAge(age)
                .build();
    }

    private String name() {
        return (secure ? "__Host-" : "") + "dcarbon-portal";
    }
}
