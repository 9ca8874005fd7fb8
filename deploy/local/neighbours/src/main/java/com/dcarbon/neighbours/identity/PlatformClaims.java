// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.identity;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What the platform's contract asks of a token: its audience, and who the user is. */
final class PlatformClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final String audience;
    private final Map<String, IdentitySettings.DemoUser> users;

    PlatformClaims(IdentitySettings settings) {
        this.audience = settings.audience();
        this.users = settings.users()
                .stream()
                .collect(Collectors.toUnmodifiableMap(IdentitySettings.DemoUser::userName, Function.identity()));
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getClaims().audience(List.of(audience));
            // It would say no more than iat, and the framework compares it with the machine's clock.
            context.getClaims().claims(claims -> claims.remove(JwtClaimNames.NBF));
            // One string, as RFC 9068 (2.2.3) wants it; the framework's own form is a list.
            context.getClaims().claim("scope", String.join(" ", context.getAuthorizedScopes()));
            addUser(context);
        } else if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
            addUser(context);
        }
    }

    private void addUser(JwtEncodingContext context) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            return;
        }
        Authentication principal = context.getPrincipal();
        IdentitySettings.DemoUser user = principal == null ? null : users.get(principal.getName());
        if (user != null) {
            addTo(context.getClaims(), user);
        }
    }

    private static void addTo(JwtClaimsSet.Builder claims, IdentitySettings.DemoUser user) {
        claims.claim("name", user.name());
        claims.claim("email", user.email());
        claims.claim("email_verified", true);
        claims.claim("roles", user.roles());
    }
}
