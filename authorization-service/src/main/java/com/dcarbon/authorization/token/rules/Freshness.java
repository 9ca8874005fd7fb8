// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.time.Duration;
import java.time.Instant;

/** When an access token counts as too old: a tenth of its life before its end, at most five minutes. */
public final class Freshness {
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private Freshness() {}

    public static boolean isFresh(Instant issuedAt, Instant expiresAt, Instant now) {
        Duration early = Duration.between(issuedAt, expiresAt).dividedBy(10);
        return now.isBefore(expiresAt.minus(early.compareTo(AT_MOST) > 0 ? AT_MOST : early));
    }
}
