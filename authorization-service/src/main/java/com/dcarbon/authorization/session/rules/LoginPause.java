// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.dcarbon.authorization.failure.FailureCode;

/** Keeps people from locking their account at the utility by wrong passwords. */
public final class LoginPause {
    /** As many wrong passwords in a row as most utilities take. */
    public static final int REFUSALS = 3;
    private static final Duration LENGTH = Duration.ofMinutes(15);

    private LoginPause() {}

    /** What came of an attempt, and when. */
    public record Ended(String code, Instant at) {}

    /**
     * Until when no attempt may begin, or empty if one may.
     *
     * @param latest the latest attempts of which the utility knows what came, newest first
     */
    public static Optional<Instant> until(List<Ended> latest, Instant now) {
        boolean refused = latest.size() >= REFUSALS && latest.stream().limit(REFUSALS)
                .allMatch(ended -> ended.code().equals(FailureCode.BAD_CREDENTIALS.wire()));
        return refused
                ? Optional.of(latest.getFirst().at().plus(LENGTH)).filter(now::isBefore)
                : Optional.empty();
    }
}
