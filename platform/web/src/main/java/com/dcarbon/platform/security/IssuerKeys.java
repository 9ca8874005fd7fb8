// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.SignedJWT;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The issuer's public keys: kept for some minutes, read with time limits, and at most so often that tokens with made-up
 * key ids cannot turn us against the issuer. While the issuer is away, the keys known so far stay good for some hours.
 */
final class IssuerKeys {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int LARGEST = 256 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(4);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(10);

    private final JWKSource<SecurityContext> source;

    IssuerKeys(URI jwkSetUri) {
        try {
            int timeout = Math.toIntExact(TIMEOUT.toMillis());
            this.source = JWKSourceBuilder.create(jwkSetUri.toURL(), new DefaultResourceRetriever(timeout, timeout,
                    LARGEST))
                    .cache(KEPT.toMillis(), 2 * TIMEOUT.toMillis())
                    .rateLimited(AT_MOST_EVERY.toMillis())
                    .outageTolerant(KEPT_IN_OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no address of a key set: " + jwkSetUri, e);
        }
    }

    /** The keys that may have signed the token; none if the issuer does not know its key. */
    Flux<JWK> matching(SignedJWT token) {
        JWSHeader header = token.getHeader();
        return Mono.fromCallable(() -> source.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(RateLimitReachedException.class, _ -> Mono.empty())
                .flatMapIterable(keys -> keys);
    }
}
