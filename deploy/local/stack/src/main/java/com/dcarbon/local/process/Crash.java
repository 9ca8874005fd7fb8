// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.dcarbon.local.Pause;
import com.dcarbon.local.StackFailure;

/** The end of a process with all its descendants, at once and without a word. */
final class Crash {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Crash() {}

    /**
     * The process goes first, so that it starts no further one when it sees its children die.
     *
     * @throws StackFailure if one of them is still there in the end
     */
    static void of(ProcessHandle process) {
        Map<ProcessHandle, String> victims = new LinkedHashMap<>();
        Stream.concat(Stream.of(process), process.descendants())
                .forEach(victim -> victims.put(victim, ProcessNote.beginOrNothing(victim.pid())));
        victims.keySet().forEach(ProcessHandle::destroyForcibly);
        victims.forEach(Crash::awaitEnd);
    }

    // Not by ProcessHandle.isAlive: to it, one that has ended but that nobody has asked after still lives.
    private static void awaitEnd(ProcessHandle process, String begin) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!begin.isEmpty() && begin.equals(ProcessNote.beginOrNothing(process.pid()))) {
            if (Instant.now().isAfter(end)) {
                throw new StackFailure("Process " + process.pid() + " cannot be ended.");
            }
            Pause.of(PAUSE);
        }
    }
}
