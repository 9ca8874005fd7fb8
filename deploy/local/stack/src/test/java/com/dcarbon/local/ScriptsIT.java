// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.local.process.ProcessNote;

/** {@code deploy/local/down} on a copy of its own, in a folder whose name has a blank. */
class ScriptsIT {
    @TempDir
    Path temporary;

    private Path scripts;
    private Process sleeper;

    @BeforeEach
    void copyScripts() throws IOException {
        scripts = Files.createDirectories(temporary.resolve("a tree/deploy/local"));
        Path down = BuiltTree.around(Path.of("")).root().resolve("deploy/local/down");
        Files.copy(down, scripts.resolve("down"), StandardCopyOption.COPY_ATTRIBUTES);
        sleeper = new ProcessBuilder("sleep", "120").start();
    }

    @AfterEach
    void endSleeper() {
        sleeper.destroyForcibly();
    }

    @Test
    void endsWhatIsNoted() throws Exception {
        ProcessNote.write(note("some-service"), sleeper.pid());
        assertThat(down()).contains("The local stack has ended.");
        await().atMost(Duration.ofSeconds(30)).until(() -> !sleeper.isAlive());
        assertThat(note("some-service")).doesNotExist();
    }

    @Test
    void sparesAnotherProcessThatHasTheNumberNow() throws Exception {
        Files.createDirectories(note("x").getParent());
        Files.writeString(note("some-service"), sleeper.pid() + " 1\n");
        assertThat(down()).contains("No local stack is running.");
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void notesAProcessInTheSameWayAsTheSupervisor() throws Exception {
        run("--note", "supervisor", Long.toString(sleeper.pid()));
        assertThat(ProcessNote.running(note("supervisor"))).isPresent();
    }

    @Test
    void hasNothingToDoWhereNothingWasStarted() throws Exception {
        assertThat(down()).contains("No local stack is running.");
    }

    private Path note(String name) {
        return scripts.resolve(".run/pids").resolve(name);
    }

    private String down() throws Exception {
        return run();
    }

    private String run(String... arguments) throws Exception {
        List<String> words = Stream.concat(Stream.of(scripts.resolve("down").toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
