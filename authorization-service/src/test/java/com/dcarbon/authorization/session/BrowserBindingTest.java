// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.util.LinkedMultiValueMap;

import com.dcarbon.authorization.lifecycle.rules.Utility;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionSecrets;
import com.dcarbon.authorization.session.rules.SessionState;
import com.dcarbon.authorization.token.rules.Fingerprint;
import com.dcarbon.events.authorization.AuthMethod;

class BrowserBindingTest {
    private final SessionSecrets secrets = SessionSecrets.random(new SecureRandom());
    private final Session session = session(secrets);

    @Test
    void usesTheHostPrefixAndTlsOnHttps() {
        ResponseCookie cookie = binding("https://api.dcarbon.example").cookie(session, secrets);

        assertThat(cookie.getName()).startsWith("__Host-");
        assertThat(cookie.toString()).contains("; Path=/;", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain");
    }

    @Test
    void worksWithoutTlsOnThisMachine() {
        ResponseCookie cookie = binding("http://localhost:8080").cookie(session, secrets);

        assertThat(cookie.getName()).doesNotStartWith("__");
        assertThat(cookie.toString()).contains("HttpOnly", "SameSite=Lax").doesNotContain("Secure");
    }

    @Test
    void recognisesItsBrowserAndNoOther() {
        BrowserBinding binding = binding("https://api.dcarbon.example");
        ResponseCookie cookie = binding.cookie(session, secrets);

        assertThat(holds(binding, cookie.getName(), cookie.getValue())).isTrue();
        assertThat(holds(binding, cookie.getName(), SessionSecrets.random(new SecureRandom()).binding())).isFalse();
        assertThat(holds(binding, cookie.getName(), "")).isFalse();
        assertThat(holds(binding, "dcarbon-authorization-" + UUID.randomUUID(), cookie.getValue())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"https://api.dcarbon.example, https://app.dcarbon.example/return, true",
            "http://localhost:8080, http://localhost:3000/authorization/return, true",
            "https://api.dcarbon.example/, https://app.dcarbon.example/return, false",
            "ftp://api.dcarbon.example, https://app.dcarbon.example/return, false",
            "/relative, https://app.dcarbon.example/return, false",
            "https://api.dcarbon.example, https://app.dcarbon.example/return?to=x, false",
            "https://api.dcarbon.example, javascript:alert(1), false"})
    void startsOnlyWithAddressesThatBrowsersCanBeSentTo(URI publicUrl, URI returnUrl, boolean valid) {
        var settings = new SessionSettings(publicUrl, returnUrl, Duration.ofMinutes(30));
        assertThat(settings.isPublicUrlPlain() && settings.isReturnUrlPlain()).isEqualTo(valid);
    }

    private boolean holds(BrowserBinding binding, String name, String value) {
        var cookies = new LinkedMultiValueMap<String, HttpCookie>();
        cookies.add(name, new HttpCookie(name, value));
        return binding.holds(cookies, session);
    }

    private static BrowserBinding binding(String publicUrl) {
        return new BrowserBinding(new SessionSettings(URI.create(publicUrl), URI.create("https://app.example/return"),
                Duration.ofMinutes(30)));
    }

    private static Session session(SessionSecrets secrets) {
        return new Session(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(),
                new Utility("pge", "PG&E", AuthMethod.GREEN_BUTTON), "owner", null, URI.create("https://x.example/cb"),
                SessionState.PENDING, Fingerprint.of(secrets.binding()), "sealed", Instant.EPOCH, Instant.EPOCH, null,
                null, null, null, null);
    }
}
