// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/** Authorization codes: 600 seconds, good for one use; used ones are kept so that a second use is recognised. */
final class Codes {
    private static final Duration LIFE = Duration.ofSeconds(600);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    Codes(Clock clock) {
        this.clock = clock;
    }

    String issue(Authorization authorization, String redirectUri, @Nullable String codeChallenge) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        codes.put(code, new Code(authorization, redirectUri, codeChallenge, clock.instant().plus(LIFE),
                new AtomicBoolean()));
        return code;
    }

    /** A code that has not expired, whether used or not. */
    Optional<Code> find(String code) {
        return Optional.ofNullable(codes.get(code)).filter(found -> clock.instant().isBefore(found.expiresAt()));
    }

    /** Whom the code was issued for, be it good or not. */
    Optional<Authorization> authorization(String code) {
        return Optional.ofNullable(codes.get(code)).map(Code::authorization);
    }

    /** Ends the code's life. */
    void expire(String code) {
        codes.remove(code);
    }

    /** Takes the code's one use in the place of the third party. */
    void useUp(String code) {
        find(code).ifPresent(Code::use);
    }

    /** Gives a used code one use again. */
    void takeBack(String code) {
        find(code).ifPresent(found -> found.used().set(false));
    }

    /** A code with all that it is bound to. */
    record Code(Authorization authorization, String redirectUri, @Nullable String codeChallenge, Instant expiresAt,
            AtomicBoolean used) {
        /** Takes the one use. False if it was taken before. */
        boolean use() {
            return used.compareAndSet(false, true);
        }
    }
}
