// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.local.Port;
import com.dcarbon.local.Ports;
import com.dcarbon.local.StackFailure;

/** Real processes, short ones. */
class ProcessesIT {
    @TempDir
    Path temporary;

    private RunDirectory directory;

    @BeforeEach
    void makeDirectory() {
        directory = RunDirectory.at(temporary.resolve("a run"));
    }

    @Test
    void notesAProcessWhileItRuns() {
        try (Processes processes = new Processes(directory)) {
            RunningProcess process = processes.start(shell("sleeper", "sleep 60"));
            assertThat(ProcessNote.running(directory.note("sleeper"))).isPresent();
            process.stop(Duration.ofSeconds(10));
            assertThat(process.isAlive()).isFalse();
            assertThat(directory.note("sleeper")).doesNotExist();
        }
    }

    @Test
    void takesNoOtherProcessOfTheSameNumberForIt() throws IOException {
        Path note = directory.note("somebody");
        ProcessNote.write(note, ProcessHandle.current().pid());
        assertThat(ProcessNote.running(note)).isPresent();
        Files.writeString(note, ProcessHandle.current().pid() + " 1\n");
        assertThat(ProcessNote.running(note)).isEmpty();
    }

    @Test
    void endsByForceWhatDoesNotListen() {
        try (Processes processes = new Processes(directory)) {
            RunningProcess deaf = processes.start(shell("deaf", "trap '' TERM; echo deaf; while :; do sleep 1; done"));
            await().atMost(Duration.ofSeconds(30)).until(() -> deaf.lastLines().contains("deaf"));
            deaf.stop(Duration.ofMillis(300));
            assertThat(deaf.isAlive()).isFalse();
        }
    }

    @Test
    void tellsTheLastWordsOfAProcessThatDiedBeforeItWasReady() {
        try (Processes processes = new Processes(directory)) {
            RunningProcess broken = processes.start(shell("broken", "echo cannot reach the database; exit 3"));
            URI nobody = Ports.free().http(Port.GATEWAY);
            assertThatThrownBy(() -> new Readiness(Duration.ofSeconds(30)).await(broken, List.of(nobody)))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("broken ended (exit code 3)")
                    .hasMessageContaining("cannot reach the database");
            assertThat(processes.ended()).containsExactly("broken");
        }
    }

    @Test
    void leavesNothingRunningAndStartsNothingMoreOnceClosed() {
        Processes processes = new Processes(directory);
        RunningProcess one = processes.start(shell("one", "sleep 60"));
        RunningProcess two = processes.start(shell("two", "sleep 60"));
        processes.close();
        assertThat(one.isAlive()).isFalse();
        assertThat(two.isAlive()).isFalse();
        assertThat(processes.ended()).isEmpty();
        assertThatThrownBy(() -> processes.start(shell("three", "true"))).isInstanceOf(StackFailure.class);
    }

    @Test
    void endsAtOnceWithAllThatItStarted() {
        try (Processes processes = new Processes(directory)) {
            RunningProcess parent = processes.start(shell("parent", "sleep 60 & echo child $!; wait"));
            await().atMost(Duration.ofSeconds(30)).until(() -> parent.lastLines().startsWith("child "));
            Path child = directory.note("child");
            ProcessNote.write(child, Long.parseLong(parent.lastLines().substring("child ".length()).strip()));
            parent.kill();
            assertThat(parent.isAlive()).isFalse();
            assertThat(ProcessNote.running(child)).isEmpty();
            assertThat(processes.ended()).isEmpty();
        }
    }

    @Test
    void keepsTheLogOfAProcessThatIsStartedAgain() {
        try (Processes processes = new Processes(directory)) {
            processes.start(shell("again", "echo first")).waitFor(Duration.ofSeconds(30));
            RunningProcess second = processes.start(shell("again", "echo second"));
            second.waitFor(Duration.ofSeconds(30));
            assertThat(second.lastLines()).isEqualTo("first\nsecond");
        }
    }

    @Test
    void endsWhatAKilledSupervisorHasLeft() throws IOException {
        Process orphan = new ProcessBuilder("sleep", "60").start();
        ProcessNote.write(directory.note("orphan"), orphan.pid());
        Leftovers.end(directory, line -> assertThat(line).contains("orphan"));
        assertThat(orphan.isAlive()).isFalse();
        assertThat(directory.note("orphan")).doesNotExist();
        assertThat(ProcessNote.running(directory.note("supervisor"))).hasValue(ProcessHandle.current().pid());
    }

    @Test
    void sparesWhatALivingSupervisorWatchesOver() throws IOException {
        Process supervisor = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessNote.write(directory.note("supervisor"), supervisor.pid());
            assertThatThrownBy(() -> Leftovers.end(directory, line -> {})).isInstanceOf(StackFailure.class)
                    .hasMessageContaining("Process " + supervisor.pid() + " runs a stack in");
        } finally {
            supervisor.destroyForcibly();
        }
    }

    private static RunningProcess.Command shell(String name, String script) {
        return new RunningProcess.Command(name, List.of("sh", "-c", script), Map.of(), RunningProcess.Layer.SERVICE);
    }
}
