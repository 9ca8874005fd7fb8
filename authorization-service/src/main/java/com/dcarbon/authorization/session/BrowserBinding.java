// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Duration;
import java.util.UUID;

import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionSecrets;
import com.dcarbon.authorization.token.rules.Fingerprint;

/**
 * The cookie that ties a session to the browser that started it. Each session has a cookie of its own, so that two
 * facilities can be authorized side by side; it outlives the session a little, so that a late return is recognised.
 */
@Component
class BrowserBinding {
    private final boolean secure;
    private final Duration life;

    BrowserBinding(SessionSettings settings) {
        this.secure = settings.secure();
        this.life = settings.sessionLifetime().multipliedBy(2);
    }

    /** Host-only, out of reach of scripts, sent along when the utility redirects back ({@code SameSite=Lax}). */
    ResponseCookie cookie(Session session, SessionSecrets secrets) {
        return ResponseCookie.from(name(session.id()), secrets.binding())
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(life)
                .build();
    }

    /** Whether the browser holds the session's cookie. */
    boolean holds(MultiValueMap<String, HttpCookie> cookies, Session session) {
        HttpCookie cookie = cookies.getFirst(name(session.id()));
        return cookie != null && Fingerprint.matches(session.bindingHash(), cookie.getValue());
    }

    private String name(UUID sessionId) {
        return (secure ? "__Host-" : "") + "dcarbon-authorization-" + sessionId;
    }
}
