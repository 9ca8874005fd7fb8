// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** The checks of RFC 9068, section 4: signature, issuer, audience, time; and a subject, which names the caller. */
final class TokenCheck {
    private TokenCheck() {}

    static ReactiveJwtDecoder decoder(SecuritySettings settings, Clock clock) {
        var keys = new IssuerKeys(settings.jwkSetUri());
        var decoder = NimbusReactiveJwtDecoder.withJwkSource(keys::matching).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(notExpired(clock),
                new JwtIssuerValidator(settings.issuerUri().toString()), audience(settings.audience()), subject())));
        return token -> decoder.decode(token)
                .onErrorMap(IllegalStateException.class, TokenCheck::keysUnavailable);
    }

    private static Throwable keysUnavailable(Throwable error) {
        return new AuthenticationServiceException("the issuer's keys cannot be read", error);
    }

    private static OAuth2TokenValidator<Jwt> notExpired(Clock clock) {
        var validator = new JwtTimestampValidator();
        validator.setClock(clock);
        validator.setAllowEmptyExpiryClaim(false);
        return validator;
    }

    private static OAuth2TokenValidator<Jwt> audience(String audience) {
        return token -> token.getAudience() != null && token.getAudience().contains(audience)
                ? OAuth2TokenValidatorResult.success()
                : invalid("The token is not meant for this audience");
    }

    private static OAuth2TokenValidator<Jwt> subject() {
        return token -> Objects.toString(token.getSubject(), "").isBlank()
                ? invalid("The token names no subject")
                : OAuth2TokenValidatorResult.success();
    }

    private static OAuth2TokenValidatorResult invalid(String description) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", description, null));
    }
}
