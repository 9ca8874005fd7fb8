// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.dcarbon.local.Pause;

/** Asks again until the answer is the one waited for. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(150);

    private Patience() {}

    /** @throws StoryFailure that names what was waited for, with the last answer */
    static <T> T until(String what, Duration limit, Supplier<T> question, Predicate<T> satisfied) {
        Instant end = Instant.now().plus(limit);
        while (true) {
            T answer = question.get();
            if (satisfied.test(answer)) {
                return answer;
            }
            if (Instant.now().isAfter(end)) {
                throw new StoryFailure("Waited %d s in vain for %s. The last answer:\n%s".formatted(limit.toSeconds(),
                        what, answer));
            }
            Pause.of(PAUSE);
        }
    }
}
