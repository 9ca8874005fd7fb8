// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.authorization.TestKeyset;

class KeptAnswersTest {
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final KeptAnswer ANSWER = new KeptAnswer(NOW, "{\"access_token\":\"canary\"}\n");

    private final Attempt refresh = Attempt.refresh(UUID.randomUUID(), 7);
    @TempDir
    private Path folder = Path.of(".");
    private Path keyset = Path.of(".");

    @BeforeEach
    void mount() throws IOException {
        keyset = Files.writeString(folder.resolve("keyset.json"), TestKeyset.fresh());
    }

    @Test
    void anotherProcessFindsWhatWasKeptUntilItIsForgotten() throws IOException {
        began(NOW).keep(refresh, ANSWER).block();
        KeptAnswers another = began(NOW.plusSeconds(9));

        assertThat(another.find(refresh).block()).isEqualTo(ANSWER);
        assertThat(another.find(refresh.byFormer()).block()).isNull();
        assertThat(another.find(Attempt.refresh(refresh.id(), 8)).block()).isNull();
        assertThat(another.find(Attempt.exchange(refresh.id())).block()).isNull();

        another.forget(refresh).block();
        another.forget(refresh).block();
        assertThat(another.find(refresh).block()).isNull();
        assertThat(files()).isEmpty();
    }

    @Test
    void isLeftOnceItsProcessHasEndedOrHasGivenUp() throws IOException {
        KeptAnswers answers = began(NOW);
        answers.keep(refresh, ANSWER).block();

        assertThat(left(answers)).as("its process is at work on it").isEmpty();
        assertThat(left(began(NOW.plusSeconds(1)))).as("of a process before").containsExactly(refresh);
        assertThat(left(TestAnswers.at(folder.resolve("answers"), keyset, new Later(NOW, LIMIT.plusSeconds(1)))))
                .as("it was given up").containsExactly(refresh);
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        began(NOW).keep(refresh, ANSWER).block();

        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(Files.readString(file)).doesNotContain("canary").doesNotContain("access_token");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("answers"))))
                .isEqualTo("rwx------");
    }

    @Test
    void whatNoKeyOpensOrIsAnswerToAnotherAttemptIsSetAside() throws IOException {
        KeptAnswers answers = began(NOW);
        Attempt other = Attempt.refresh(UUID.randomUUID(), 7);
        answers.keep(refresh, ANSWER).block();
        Path file = files().getFirst();
        Files.move(file, file.resolveSibling(other.name() + ".sealed"));

        assertThat(answers.find(other).block()).isNull();
        assertThat(files()).singleElement()
                .satisfies(kept -> assertThat(kept).hasFileName(other.name() + ".unreadable"));
        assertThat(left(began(NOW.plusSeconds(1)))).isEmpty();
    }

    @Test
    void aDiskThatFailsEndsNothing() throws IOException {
        KeptAnswers answers = began(NOW);
        Files.delete(folder.resolve("answers"));

        answers.keep(refresh, ANSWER).block();

        assertThat(answers.find(refresh).block()).isNull();
    }

    @Test
    void doesNotStartWhereNothingCanBeKept() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> TestAnswers.at(file, keyset, Clock.systemUTC())).isInstanceOf(IOException.class);
    }

    @Test
    void filesOfOthersAreNoAnswers() {
        assertThat(Stream.of("REFRESH", "REFRESH-" + UUID.randomUUID(), "OTHER-" + UUID.randomUUID() + "-1",
                "REFRESH-" + "-".repeat(36) + "-1").map(Attempt::named)).allMatch(found -> found.isEmpty());
        assertThat(Attempt.named(refresh.name())).contains(refresh);
    }

    private KeptAnswers began(Instant start) throws IOException {
        return TestAnswers.at(folder.resolve("answers"), keyset, Clock.fixed(start, ZoneOffset.UTC));
    }

    private static List<Attempt> left(KeptAnswers answers) {
        return answers.left(LIMIT).collectList().blockOptional().orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("answers"))) {
            return all.toList();
        }
    }

    /** Is asked once for the start, and then later. */
    private static final class Later extends Clock {
        private final Instant start;
        private final Duration step;
        private boolean started;

        Later(Instant start, Duration step) {
            this.start = start;
            this.step = step;
        }

        @Override
        public Instant instant() {
            Instant now = started ? start.plus(step) : start;
            started = true;
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
