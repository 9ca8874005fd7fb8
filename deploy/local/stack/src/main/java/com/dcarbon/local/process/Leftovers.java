// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import com.dcarbon.local.Progress;
import com.dcarbon.local.StackFailure;

/** Processes of an earlier stack in the same directory, whose supervisor was killed before it could end them. */
public final class Leftovers {
    private static final String SUPERVISOR = "supervisor";

    private Leftovers() {}

    /**
     * Ends them, and notes this process as the directory's supervisor.
     *
     * @throws StackFailure if another supervisor is at work there
     */
    public static void end(RunDirectory directory, Progress progress) {
        long own = ProcessHandle.current().pid();
        Path supervisor = directory.note(SUPERVISOR);
        OptionalLong other = ProcessNote.running(supervisor);
        if (other.isPresent() && other.getAsLong() != own) {
            throw new StackFailure("Process %d runs a stack in %s already.".formatted(other.getAsLong(),
                    directory.path()));
        }
        for (Path note : directory.notes()) {
            if (!note.equals(supervisor)) {
                end(note, progress);
            }
        }
        ProcessNote.write(supervisor, own);
    }

    private static void end(Path note, Progress progress) {
        ProcessNote.running(note).ifPresent(pid -> {
            progress.say("ending " + note.getFileName() + ", which an earlier stack has left");
            ProcessHandle.of(pid).ifPresent(Crash::of);
        });
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw new UncheckedIOException(note + " cannot be deleted", e);
        }
    }
}
