// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Pause;
import com.dcarbon.local.Port;
import com.dcarbon.local.signin.SignIn;
import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;

/** Renames one facility all the time, so that there is always something to lose; keeps what was acknowledged. */
final class Renaming implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final LocalStack stack;
    private final List<String> acknowledged = new ArrayList<>();
    private final Thread thread = Thread.ofVirtual().unstarted(this::renameUntilTheEnd);
    private volatile boolean ending;

    Renaming(LocalStack stack) {
        this.stack = stack;
        thread.start();
    }

    /** Every name that the platform said it had taken. */
    List<String> acknowledged() {
        synchronized (acknowledged) {
            return List.copyOf(acknowledged);
        }
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renameUntilTheEnd() {
        try (Api api = new Api(stack.url(Port.GATEWAY), new SignIn(stack.settings().ports()).tokenOf("owner"))) {
            String begin = "Renamed " + System.nanoTime();
            String path = "/facilities/" + Insistence.until("the registration of a facility to rename", LIMIT,
                    () -> api.send("POST", "/facilities", Map.of("name", begin, "owner_role", "owner_operator"),
                            Map.of("Idempotency-Key", begin)),
                    answer -> answer.status() == 201).json().path("id").asString();
            for (int number = 1; !ending; number++) {
                rename(api, path, begin + ", " + number);
                Pause.of(PAUSE);
            }
        }
    }

    // A renaming without an answer may have been done or not: only what was acknowledged counts.
    private void rename(Api api, String path, String name) {
        try {
            Answer now = api.get(path).expect(200);
            if (api.patch(path, now.header("ETag"), Map.of("name", name)).status() == 200) {
                synchronized (acknowledged) {
                    acknowledged.add(name);
                }
            }
        } catch (RuntimeException e) {
            // A part of the platform is away.
        }
    }
}
