// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

/** Tokens signed with the identity provider's own key: of people that only this test knows, and such as lie. */
final class Tokens {
    private final RSAKey key;
    private final RSAKey strangersKey = strangersKey();
    private final String issuer;

    private Tokens(RSAKey key, String issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    /** @param keyFile where the identity provider keeps its key */
    static Tokens signedWith(Path keyFile, String issuer) {
        try {
            return new Tokens(RSAKey.parse(Files.readString(keyFile)), issuer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(keyFile + " holds no key", e);
        }
    }

    /** As a person's sign-in brings it. */
    String of(Someone person) {
        return signed(claims(person).build());
    }

    /** As client credentials bring it. */
    String ofService(String clientId) {
        return signed(basis().subject(clientId).claim("scope", "dcarbon.internal").build());
    }

    /** Tokens in that person's name that nobody may believe, by what is wrong with each. */
    Map<String, String> lies(Someone person) {
        Instant hourAgo = Instant.now().minusSeconds(3600);
        JWTClaimsSet right = claims(person).build();
        Map<String, String> lies = new LinkedHashMap<>();
        lies.put("another issuer", signed(claims(person).issuer("https://elsewhere.example").build()));
        lies.put("another audience", signed(claims(person).audience("another").build()));
        lies.put("no audience", signed(claims(person).audience((String) null).build()));
        lies.put("expired", signed(claims(person).expirationTime(Date.from(hourAgo)).build()));
        lies.put("without an end", signed(claims(person).expirationTime(null).build()));
        lies.put("not valid yet",
                signed(claims(person).notBeforeTime(Date.from(Instant.now().plusSeconds(3600))).build()));
        lies.put("without a subject", signed(claims(person).subject(null).build()));
        lies.put("an empty subject", signed(claims(person).subject("").build()));
        lies.put("alg none", new PlainJWT(right).serialize());
        lies.put("alg none and a signature", new PlainJWT(right).serialize() + signatureOf(signed(right)));
        lies.put("HS256 with the public key", signedAsSecret(right));
        lies.put("another key under the known id", sign(right, JWSAlgorithm.RS256, signer(strangersKey)));
        lies.put("its own key in the header", withItsOwnKey(right));
        lies.put("changed after it was signed",
                changed(right, claims(person).claim("roles", List.of("admin")).build()));
        lies.put("no token at all", "made.up.token");
        return lies;
    }

    private JWTClaimsSet.Builder claims(Someone person) {
        return basis().subject(person.id())
                .claim("name", person.name())
                .claim("email", person.email())
                .claim("email_verified", true)
                .claim("roles", person.roles());
    }

    private JWTClaimsSet.Builder basis() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder().issuer(issuer)
                .audience("dcarbon")
                .issueTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    private String signed(JWTClaimsSet claims) {
        return sign(claims, JWSAlgorithm.RS256, signer(key));
    }

    private String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
        return sign(claims, new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), signer);
    }

    private static String sign(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** The public key as everybody can read it, taken for a shared secret. */
    private String signedAsSecret(JWTClaimsSet claims) {
        try {
            byte[] pem = ("-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                    .encodeToString(key.toRSAPublicKey().getEncoded()) + "\n-----END PUBLIC KEY-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
            return sign(claims, JWSAlgorithm.HS256, new MACSigner(pem));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String withItsOwnKey(JWTClaimsSet claims) {
        return sign(claims, new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(strangersKey.toPublicJWK()).build(),
                signer(strangersKey));
    }

    private String changed(JWTClaimsSet right, JWTClaimsSet wrong) {
        String[] parts = signed(right).split("\\.", -1);
        return parts[0] + "." + wrong.toPayload().toBase64URL() + "." + parts[2];
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey strangersKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
