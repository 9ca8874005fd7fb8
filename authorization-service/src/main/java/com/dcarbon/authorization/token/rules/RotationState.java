// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a pair of tokens stands to its rotation.
 *
 * @param rotateAt when it is to be rotated, or after an attempt that did not work: when to try again
 * @param attempts how many attempts of this rotation did not work
 * @param toldAt when people were told last that it does not work, or null
 */
public record RotationState(Instant rotateAt, int attempts, @Nullable Instant toldAt) {

    /** Whether an attempt counts: before its time it is only a refresh like any other. */
    public boolean isDue(Instant now) {
        return !now.isBefore(rotateAt);
    }

    /** Whether new tokens, by whichever refresh they come, are the rotation that is waited for. */
    public boolean isOwed(Instant now) {
        return attempts > 0 || isDue(now);
    }

    /** Whether people are to be told after one more attempt that did not work. */
    public boolean isToBeTold(int maxAttempts, Duration tellAgain, Instant now) {
        return attempts + 1 >= maxAttempts && (toldAt == null || !now.isBefore(toldAt.plus(tellAgain)));
    }

    /** After one more attempt that did not work. */
    public RotationState failed(Instant again, boolean told, Instant now) {
        return new RotationState(again, attempts + 1, told ? now : toldAt);
    }
}
