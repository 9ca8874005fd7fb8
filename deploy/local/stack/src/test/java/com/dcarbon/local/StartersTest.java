// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class StartersTest {

    @Test
    void startsEveryPart() {
        AtomicInteger started = new AtomicInteger();
        try (Starters starters = new Starters()) {
            for (int i = 0; i < 20; i++) {
                starters.begin(started::incrementAndGet);
            }
            starters.await();
        }
        assertThat(started).hasValue(20);
    }

    @Test
    void doesNotWaitForOthersAfterAFailure() {
        CountDownLatch never = new CountDownLatch(1);
        try (Starters starters = new Starters()) {
            starters.begin(() -> await(never));
            starters.begin(() -> {
                throw new StackFailure("broken");
            });
            assertThatThrownBy(starters::await).isInstanceOf(StackFailure.class).hasMessage("broken");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
