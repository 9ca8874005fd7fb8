// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.oauth.Token.Kind;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * Self-contained tokens of one custodian: JWTs signed with HS256. Third parties must treat them as opaque; that they
 * are JWTs only lets them survive a restart. What was withdrawn is remembered for the life of the process.
 */
public final class Tokens {
    private static final String KIND = "kind";

    private final String custodian;
    private final SigningKey key;
    private final Clock clock;
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();

    Tokens(String custodian, SigningKey key, Clock clock) {
        this.custodian = custodian;
        this.key = key;
        this.clock = clock;
    }

    String issue(Kind kind, String subject, Duration life) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(custodian)
                .jwtID(UUID.randomUUID().toString())
                .subject(subject)
                .claim(KIND, kind.name().toLowerCase(Locale.ROOT))
                .expirationTime(Date.from(clock.instant().plus(life)))
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            jwt.sign(new MACSigner(key.encoded()));
        } catch (JOSEException e) {
            throw new IllegalStateException("a 256-bit key signs HS256", e);
        }
        return jwt.serialize();
    }

    /** The token behind the text; empty if it is forged, of another custodian, expired or withdrawn. */
    public Optional<Token> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            return jwt.verify(new MACVerifier(key.encoded())) ? valid(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Ends a token before its time. False if it was ended before. */
    boolean withdraw(Token token) {
        return withdrawn.add(token.id());
    }

    private Optional<Token> valid(JWTClaimsSet claims) throws ParseException {
        Kind kind = Kind.valueOf(claims.getStringClaim(KIND).toUpperCase(Locale.ROOT));
        Instant expiresAt = claims.getExpirationTime().toInstant();
        boolean usable = custodian.equals(claims.getIssuer()) && clock.instant().isBefore(expiresAt)
                && !withdrawn.contains(claims.getJWTID());
        return usable
                ? Optional.of(new Token(kind, claims.getJWTID(), claims.getSubject(), expiresAt))
                : Optional.empty();
    }
}
