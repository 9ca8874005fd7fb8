// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.token.rules.RotationState;
import com.dcarbon.platform.work.Backoff;

/** When credentials are to be rotated. */
@Component
public class RotationSchedule {
    private final RotationSettings settings;
    private final Backoff retry;

    RotationSchedule(RotationSettings settings) {
        this.settings = settings;
        this.retry = new Backoff(settings.retryBase(), settings.retryCap());
    }

    /** Before the age that none may reach, by a random part of the jitter. */
    Instant next(Instant since) {
        long early = Math.round(settings.jitter().toMillis() * ThreadLocalRandom.current().nextDouble());
        return since.plus(settings.age()).minus(Duration.ofMillis(early));
    }

    /** @param notBefore the provider's wish, or null */
    RotationState failed(RotationState before, @Nullable Instant notBefore, Instant now) {
        return before.failed(again(before.attempts() + 1, notBefore, now),
                before.isToBeTold(settings.maxAttempts(), settings.tellAgain(), now), now);
    }

    /**
     * When to try again.
     *
     * @param attempts how many did not work
     */
    public Instant again(int attempts, @Nullable Instant notBefore, Instant now) {
        return retry.next(attempts, now, notBefore, ThreadLocalRandom.current()::nextDouble);
    }
}
