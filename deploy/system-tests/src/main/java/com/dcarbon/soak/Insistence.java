// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.dcarbon.local.Pause;

/** A person who tries again while a part of the platform is away. */
final class Insistence {
    private static final Duration PAUSE = Duration.ofMillis(400);

    private Insistence() {}

    /**
     * The first answer that satisfies.
     *
     * @throws IllegalStateException with the last answer, if none did in time
     */
    static <T> T until(String what, Duration limit, Supplier<T> question, Predicate<T> satisfied) {
        Instant end = Instant.now().plus(limit);
        Object last = null;
        do {
            try {
                T answer = question.get();
                if (satisfied.test(answer)) {
                    return answer;
                }
                last = answer;
            } catch (RuntimeException e) {
                last = e;
            }
            Pause.of(PAUSE);
        } while (Instant.now().isBefore(end));
        throw new IllegalStateException("%s did not come about within %d s; the last answer: %s".formatted(what,
                limit.toSeconds(), last), causeOf(last));
    }

    private static @Nullable Throwable causeOf(@Nullable Object last) {
        return last instanceof Throwable cause ? cause : null;
    }
}
