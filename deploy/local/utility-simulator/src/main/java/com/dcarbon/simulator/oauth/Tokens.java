// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

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
 * are JWTs only lets them survive a restart. What was withdrawn is remembered for the life of the process. Each token
 * carries the generation it is of, so that all of one customer, or all, can be ended at once.
 */
public final class Tokens {
    private static final String KIND = "kind";
    private static final String GENERATION = "generation";
    private static final String EVERYBODY = "";

    private final String custodian;
    private final SigningKey key;
    private final Clock clock;
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    private final AtomicLong generation;
    private final Map<String, Long> oldestAccess = new ConcurrentHashMap<>();

    Tokens(String custodian, SigningKey key, Clock clock) {
        this.custodian = custodian;
        this.key = key;
        this.clock = clock;
        // Later than every generation of an earlier run with the same secret, unless that ended tokens faster than time.
        this.generation = new AtomicLong(clock.millis());
    }

    String issue(Kind kind, String subject, Duration life) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(custodian)
                .jwtID(UUID.randomUUID().toString())
                .subject(subject)
                .claim(KIND, kind.name().toLowerCase(Locale.ROOT))
                .claim(GENERATION, generation.get())
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
        return parsed(text).flatMap(this::valid);
    }

    /** Ends a token before its time. False if it was ended before. */
    boolean withdraw(Token token) {
        return withdrawn.add(token.id());
    }

    /** Takes a withdrawn token again. */
    void takeBack(String text) {
        parsed(text).ifPresent(claims -> withdrawn.remove(claims.getJWTID()));
    }

    /** Whether the token was good and then withdrawn. */
    boolean isWithdrawn(String text) {
        return parsed(text).filter(claims -> withdrawn.contains(claims.getJWTID())).isPresent();
    }

    /** Whom the text was issued for, be it good or not; empty if it was not issued here. */
    Optional<String> subject(@Nullable String text) {
        return parsed(text).map(JWTClaimsSet::getSubject);
    }

    /** Ends all access tokens issued so far. Refresh tokens stay good. */
    public void expireAccess() {
        expireAccess(EVERYBODY);
    }

    /** Ends the access tokens issued so far for that authorization. */
    public void expireAccess(String authorizationId) {
        oldestAccess.put(authorizationId, generation.incrementAndGet());
    }

    private Optional<JWTClaimsSet> parsed(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            return jwt.verify(new MACVerifier(key.encoded())) ? Optional.of(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Token> valid(JWTClaimsSet claims) {
        try {
            Kind kind = Kind.valueOf(claims.getStringClaim(KIND).toUpperCase(Locale.ROOT));
            Instant expiresAt = claims.getExpirationTime().toInstant();
            boolean usable = custodian.equals(claims.getIssuer()) && clock.instant().isBefore(expiresAt)
                    && !withdrawn.contains(claims.getJWTID()) && (kind != Kind.ACCESS || isYoungEnough(claims));
            return usable
                    ? Optional.of(new Token(kind, claims.getJWTID(), claims.getSubject(), expiresAt))
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private boolean isYoungEnough(JWTClaimsSet claims) throws ParseException {
        Long issuedIn = claims.getLongClaim(GENERATION);
        long oldest = Math.max(oldestAccess.getOrDefault(EVERYBODY, 0L),
                oldestAccess.getOrDefault(claims.getSubject(), 0L));
        return (issuedIn == null ? 0 : issuedIn) >= oldest;
    }
}
