// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.ingestion.source.Importing;
import com.dcarbon.ingestion.source.ReceivedDocument;
import com.dcarbon.platform.ids.Ids;
import com.github.luben.zstd.Zstd;

import tools.jackson.databind.json.JsonMapper;

/** Whatever a process that is killed leaves in the inbox, the others' documents are kept. */
class ArchiveInboxTest {
    private static final Duration AGE = Duration.ofHours(6);
    private static final Duration NO_AGE = Duration.ofSeconds(-10);
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    private final Path directory;
    private final ArchiveInbox inbox;

    ArchiveInboxTest(@TempDir Path directory) {
        this.directory = directory;
        this.inbox = new ArchiveInbox(new ArchiveSettings(directory, "x", AGE), new JsonMapper());
    }

    @Test
    void aBatchThatIsBeingRemovedIsNoBatchAnyMore() throws IOException {
        UUID batch = Ids.next();
        Path half = folder(batch + ".gone");
        Files.writeString(half.resolve("7"), "what is left");
        folder(Ids.next() + ".new");

        assertThat(inbox.waiting()).isEmpty();
        inbox.clean(AGE);
        assertThat(half).exists();
        inbox.clean(NO_AGE);
        assertThat(names()).isEmpty();
    }

    @Test
    void aBatchThatFailsAgainAndAgainWaitsApart() throws IOException {
        UUID bad = UUID.fromString("01930000-0000-7000-8000-000000000001");
        UUID good = UUID.fromString("01930000-0000-7000-8000-000000000002");
        folder(bad.toString());
        folder(good.toString());
        var aside = new SetAside();

        assertThat(inbox.next(batch -> aside.isWanted(batch, NOW))).contains(bad);
        assertThat(aside.failed(bad, NOW)).isFalse();
        assertThat(aside.failed(bad, NOW)).isFalse();
        assertThat(aside.failed(bad, NOW)).isTrue();
        assertThat(inbox.next(batch -> aside.isWanted(batch, NOW))).contains(good);
        Instant later = NOW.plus(SetAside.REST);
        assertThat(inbox.next(batch -> aside.isWanted(batch, later))).contains(bad);
    }

    @Test
    void removesAndCleansBatchesThatAreOverOnly() throws IOException {
        UUID one = Ids.next();
        UUID other = Ids.next();
        folder(one.toString());
        folder(other.toString());

        inbox.remove(one);
        inbox.clean(NO_AGE);

        assertThat(names()).containsExactly(other.toString());
    }

    @Test
    void hashesAndCountsWhatTheProviderSentHoweverItLies() throws IOException {
        byte[] sent = "<feed/>".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        Path plain = Files.write(directory.resolve("plain"), sent);
        Path packed = Files.write(directory.resolve("packed"), Zstd.compress(sent));

        inbox.take(new Importing(Ids.next(), Ids.next()), List.of(new ReceivedDocument("one", plain, false),
                new ReceivedDocument("other", packed, true)));

        ArchiveInbox.Batch batch = inbox.open(inbox.waiting().getFirst());
        var contents = IntStream.range(0, 2).mapToObj(place -> WaitingDocument.in(batch.folder(), place)).toList();
        assertThat(contents).extracting(WaitingDocument::isPacked).containsExactly(false, true);
        assertThat(SealingDocument.content(contents.getFirst())).isEqualTo(SealingDocument.content(contents.getLast()))
                .extracting(SealingDocument.Content::size)
                .isEqualTo((long) sent.length);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(directory.resolve("inbox").resolve(name));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("inbox"))) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
