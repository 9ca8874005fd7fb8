// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

class ReadingSpoolTest {
    private static final long START = 1_767_254_400;
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir
    private Path directory;
    private SpoolFolder folder;

    @BeforeEach
    void open() throws Exception {
        folder = SpoolFolder.in(directory, NOW);
    }

    @Test
    void sortsMoreThanItKeepsInMemory() throws Exception {
        var spool = new ReadingSpool(folder, 100);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 1_234; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(7));
        for (int i : order) {
            spool.add(i % 3, i % 2 == 0 ? Direction.DELIVERED : Direction.RECEIVED, 0, reading(i, i, 0, 0));
        }

        List<Slice> slices = slices(spool.sorted(SeriesChoice.ALL));

        assertThat(slices).hasSize(6).allSatisfy(slice -> assertThat(slice.readings()).isSortedAccordingTo(
                Comparator.comparingLong(Reading::start)));
        assertThat(slices.stream().mapToInt(slice -> slice.readings().size()).sum()).isEqualTo(1_234);
    }

    @Test
    void writesWhatIsInOrderIntoOneFile() throws Exception {
        var spool = new ReadingSpool(folder, 10);
        for (int i = 0; i < 5_000; i++) {
            spool.add(i / 2_500, Direction.DELIVERED, 0, reading(i % 2_500, i, i % 7 == 0 ? 8 : 17, 0));
        }

        SortedReadings sorted = spool.sorted(SeriesChoice.ALL);

        assertThat(files()).isEqualTo(1);
        assertThat(values(slices(sorted))).isEqualTo(LongStream.range(0, 5_000).boxed().toList());
    }

    @Test
    void beginsAnotherFileWhereTheOrderEnds() throws Exception {
        var spool = new ReadingSpool(folder, 10);
        for (int i : List.of(3_000, 0, 1_000, 2_000)) {
            for (int j = i; j < i + 1_000; j++) {
                spool.add(0, Direction.DELIVERED, 0, reading(j, j, 17, 0));
            }
        }
        spool.add(0, Direction.DELIVERED, 0, reading(1_500, -1, 17, 0));

        SortedReadings sorted = spool.sorted(SeriesChoice.ALL);

        assertThat(files()).isEqualTo(2);
        assertThat(values(slices(sorted))).hasSize(4_000).startsWith(0L).endsWith(3_999L).contains(-1L);
    }

    @Test
    void closesTheFileOfATakingThatCameToNoEnd() throws Exception {
        var closed = new AtomicBoolean();
        folder.closing(() -> closed.set(true));

        folder.close();

        assertThat(closed).isTrue();
        assertThat(files()).isZero();
    }

    @Test
    void keepsOfRepeatedReadingsTheNewerThenTheBetterThenTheLaterOne() throws Exception {
        var spool = new ReadingSpool(folder, 2);
        spool.add(0, Direction.DELIVERED, 0, reading(0, 1, 17, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(0, 2, 8, 9));
        spool.add(0, Direction.DELIVERED, 0, reading(1, 3, 17, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(1, 4, 8, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(2, 5, 17, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(2, 6, 17, 5));

        List<Slice> slices = slices(spool.sorted(SeriesChoice.ALL));

        assertThat(slices).singleElement()
                .extracting(slice -> slice.readings().stream().map(Reading::value).toList())
                .isEqualTo(List.of(2L, 3L, 6L));
    }

    @Test
    void believesNoDateOfChangeThatLiesAhead() throws Exception {
        long tomorrow = NOW.plus(Duration.ofDays(1)).getEpochSecond();
        var spool = new ReadingSpool(folder, 3);
        spool.add(0, Direction.DELIVERED, 0, reading(0, 1, 17, tomorrow + 1));
        spool.add(0, Direction.DELIVERED, 0, reading(0, 2, 17, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(1, 3, 17, tomorrow));

        assertThat(slices(spool.sorted(SeriesChoice.ALL))).singleElement().extracting(Slice::readings)
                .isEqualTo(List.of(reading(0, 2, 17, 5), reading(1, 3, 17, tomorrow)));
    }

    @Test
    void countsWhereNothingTellsWhichOfTwoEnergiesIsRight() throws Exception {
        var spool = new ReadingSpool(folder, 3);
        spool.add(0, Direction.DELIVERED, 0, reading(0, 1, 17, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(0, 2, 17, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(1, 3, 17, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(1, 3, 17, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(2, 4, 17, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(2, 5, 17, 6));
        spool.add(0, Direction.DELIVERED, 0, reading(3, 6, 8, 5));
        spool.add(0, Direction.DELIVERED, 0, reading(3, 7, 17, 5));
        SortedReadings sorted = spool.sorted(SeriesChoice.ALL);

        slices(sorted);

        var data = new MeterData(List.of(), sorted, Map.of("left", 2L), List.of(), folder);
        assertThat(data.allNotes()).isEqualTo(Map.of("left", 2L, "contradicted_reading", 1L));
    }

    @Test
    void leavesOutSeries() throws Exception {
        var spool = new ReadingSpool(folder, 100);
        spool.add(0, Direction.DELIVERED, 0, reading(0, -1, 17, 0));
        spool.add(0, Direction.DELIVERED, 1, reading(0, 99, 17, 1));
        spool.add(0, Direction.DELIVERED, 1, reading(1, 99, 17, 1));

        List<Slice> slices = slices(spool.sorted(new SeriesChoice(Set.of(1), Map.of())));

        assertThat(slices).singleElement().satisfies(slice -> {
            assertThat(slice.direction()).isEqualTo(Direction.DELIVERED);
            assertThat(slice.readings()).extracting(Reading::value).containsExactly(-1L);
        });
    }

    @Test
    void neverCutsWhereALongReadingReachesOver() throws Exception {
        var spool = new ReadingSpool(folder, 1_000);
        spool.add(0, Direction.DELIVERED, 0, new Reading(START, 60 * 86_400, 1, 0, 17, 0));
        for (int i = 0; i < 5_000; i++) {
            spool.add(0, Direction.DELIVERED, 1, reading(i, i, 17, 0));
        }

        assertThat(slices(spool.sorted(SeriesChoice.ALL))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {35_000, 1_000_000})
    void storesNoMoreTogetherThanFitsHoweverTheSeriesEnd(int series) throws Exception {
        var spool = new ReadingSpool(folder, 1_000);
        for (int i = 0; i < 700_000; i++) {
            spool.add(i / series, Direction.DELIVERED, 0, reading(i % series, i, 17, 0));
        }
        SortedReadings sorted = spool.sorted(SeriesChoice.ALL);

        List<Slice> all = new ArrayList<>();
        for (List<Slice> some = sorted.nextSlices(); !some.isEmpty(); some = sorted.nextSlices()) {
            assertThat(some.stream().mapToInt(slice -> slice.readings().size()).sum()).isLessThanOrEqualTo(121_000);
            assertThat(some).allMatch(slice -> slice.readings().size() <= 60_000);
            all.addAll(some);
        }

        assertThat(values(all)).isEqualTo(LongStream.range(0, 700_000).boxed().toList());
    }

    @Test
    void leavesNothingOnDisk() throws Exception {
        var spool = new ReadingSpool(folder, 10);
        for (int i = 0; i < 95; i++) {
            spool.add(0, Direction.DELIVERED, 0, reading(i, i, 17, 0));
        }
        SortedReadings sorted = spool.sorted(SeriesChoice.ALL);
        sorted.nextSlices();

        new MeterData(List.of(), sorted, Map.of(), List.of(), folder).close();

        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    private static List<Long> values(List<Slice> slices) {
        return slices.stream().flatMap(slice -> slice.readings().stream()).map(Reading::value).toList();
    }

    private long files() throws Exception {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static List<Slice> slices(SortedReadings sorted) throws Exception {
        List<Slice> slices = new ArrayList<>();
        for (List<Slice> some = sorted.nextSlices(); !some.isEmpty(); some = sorted.nextSlices()) {
            slices.addAll(some);
        }
        return slices;
    }

    private static Reading reading(int place, long value, int quality, long updated) {
        return new Reading(START + place * 900L, 900, value, 0, quality, updated);
    }
}
