// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** A token in the making: right in everything until a test makes one thing wrong. */
public final class TestToken {
    private final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
    private final RSAKey key;
    private final RSAKey strangersKey;
    private boolean forged;

    TestToken(RSAKey key, RSAKey strangersKey) {
        this.key = key;
        this.strangersKey = strangersKey;
    }

    public TestToken subject(String subject) {
        return with("sub", subject);
    }

    /** A verified address. */
    public TestToken email(String email) {
        return with("email", email).with("email_verified", true);
    }

    public TestToken roles(String... roles) {
        return with("roles", List.of(roles));
    }

    public TestToken audience(String audience) {
        return with("aud", List.of(audience));
    }

    public TestToken issuer(String issuer) {
        return with("iss", issuer);
    }

    public TestToken issuedAt(Instant time) {
        claims.issueTime(Date.from(time)).notBeforeTime(Date.from(time));
        return this;
    }

    public TestToken expiresAt(Instant time) {
        claims.expirationTime(Date.from(time));
        return this;
    }

    /** Ended an hour ago, beyond any tolerance for clocks that differ. */
    public TestToken expired() {
        Instant hourAgo = Instant.now().minusSeconds(3600);
        return issuedAt(hourAgo.minusSeconds(600)).expiresAt(hourAgo);
    }

    /** Signed by a key that the issuer does not publish, under the id of the one that it does. */
    public TestToken forged() {
        forged = true;
        return this;
    }

    /** Any claim; null takes it away. */
    public TestToken with(String claim, @Nullable Object value) {
        claims.claim(claim, value);
        return this;
    }

    /** The compact form, for {@code headers.setBearerAuth}. */
    public String value() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID())
                .type(JOSEObjectType.JWT)
                .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(forged ? strangersKey : key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** The value of an {@code Authorization} header. */
    public String bearer() {
        return "Bearer " + value();
    }
}
