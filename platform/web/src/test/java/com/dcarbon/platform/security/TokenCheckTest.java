// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestToken;

import reactor.test.StepVerifier;

/** Whether a token is in time is decided by the injected clock. */
class TokenCheckTest {
    private final TestIdentityProvider provider = TestIdentityProvider.shared();
    private final Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(91));
    private final ReactiveJwtDecoder check = TokenCheck.decoder(new SecuritySettings(URI.create(provider.issuer()),
            URI.create(provider.jwkSetUri()), TestIdentityProvider.AUDIENCE, List.of(), Set.of(), List.of()), later);

    @Test
    void believesATokenOfItsOwnTime() {
        TestToken token = provider.user("olivia", "commercial")
                .issuedAt(later.instant().minusSeconds(5))
                .expiresAt(later.instant().plusSeconds(600));
        StepVerifier.create(check.decode(token.value())).expectNextCount(1).verifyComplete();
    }

    @Test
    void findsATokenOfTodayExpiredInThreeMonths() {
        StepVerifier.create(check.decode(provider.user("olivia", "commercial").value()))
                .verifyError(JwtValidationException.class);
    }
}
