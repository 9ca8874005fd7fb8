// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Whatever has come before and comes now, passing over days that are the same changes nothing. */
class BlockMergePropertyTest {
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    private static final long START = LocalDate.of(2026, 3, 6).atStartOfDay(ZONE).toEpochSecond();
    private static final int[] LENGTHS = {900, 900, 900, 300, 1_800, 3_600, 86_400};
    private static final int HISTORIES = 300;
    private static final int IMPORTS = 5;

    @Test
    void mergesDaysAsIfItLookedAtAll() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new Random(seed);
            List<IntervalBlock> stored = List.of();
            List<Reading> last = List.of();
            for (int i = 0; i < IMPORTS; i++) {
                List<Reading> incoming = random.nextInt(3) == 0 ? changed(last, random) : readings(random);
                if (!incoming.isEmpty()) {
                    stored = merged(stored, incoming, seed);
                    last = incoming;
                }
            }
        }
    }

    /** As most corrections come: the same intervals, all changed at the same time, which may be long ago or not told. */
    @Test
    void replacesBlocksAsIfItLookedAtEachReading() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new Random(seed);
            List<IntervalBlock> stored = List.of();
            for (int i = 0; i < IMPORTS; i++) {
                stored = merged(stored, regular(random), seed);
            }
        }
    }

    private static List<IntervalBlock> merged(List<IntervalBlock> stored, List<Reading> incoming, int seed) {
        BlockMerge.Changes plain = BlockMerge.merge(stored, incoming, ZONE);
        List<IntervalBlock> after = after(stored, plain);

        Optional<BlockMerge.Changes> quick = byDays(stored, incoming);
        assertThat(quick.isPresent()).as("history %d", seed).isEqualTo(Overlaps.isClean(incoming));
        quick.ifPresent(changes -> {
            assertThat(after(stored, changes)).as("history %d", seed).isEqualTo(after);
            assertThat(changes.corrected()).as("history %d", seed)
                    .containsExactlyInAnyOrderElementsOf(plain.corrected());
        });
        assertThat(BlockMerge.merge(after, incoming, ZONE).corrected()).as("history %d again", seed).isEmpty();
        byDays(after, incoming).ifPresent(
                again -> assertThat(again.corrected()).as("history %d again", seed).isEmpty());
        return after;
    }

    private static Optional<BlockMerge.Changes> byDays(List<IntervalBlock> stored, List<Reading> incoming) {
        var fingerprints = new Fingerprints();
        long from = BlockMerge.dayStart(incoming.getFirst().start(), ZONE);
        long to = BlockMerge.dayEnd(incoming.stream().mapToLong(Reading::end).max().orElseThrow() - 1, ZONE);
        List<IntervalBlock> touched = stored.stream().filter(block -> block.start() < to && block.end() > from)
                .toList();
        return ArrivedDays.of(incoming, ZONE).map(days -> {
            LeftDays left = days.beside(touched.stream()
                    .map(block -> new BlockHead(block.start(), fingerprints.of(block)))
                    .toList());
            assertThat(left.readings()).isLessThanOrEqualTo(days.readings());
            Merged merged = left.into(touched.stream().filter(block -> left.stored().contains(block.start())).toList());
            assertThat(days.readings() - left.readings() + merged.repeated())
                    .isEqualTo(BlockMerge.repeated(stored, incoming));
            assertThat(merged.added())
                    .allSatisfy(one -> assertThat(one.fingerprint()).isEqualTo(fingerprints.of(one.block())));
            return new BlockMerge.Changes(merged.added().stream().map(FingerprintedBlock::block).toList(),
                    merged.removed(), merged.corrected());
        });
    }

    private static List<IntervalBlock> after(List<IntervalBlock> stored, BlockMerge.Changes changes) {
        List<IntervalBlock> after = new ArrayList<>(stored);
        after.removeAll(changes.removed());
        after.addAll(changes.added());
        after.sort(Comparator.comparingLong(IntervalBlock::start));
        return after;
    }

    private static List<Reading> readings(Random random) {
        Map<Long, Reading> distinct = new LinkedHashMap<>();
        long at = START + 900L * random.nextInt(300);
        int length = LENGTHS[random.nextInt(LENGTHS.length)];
        for (int i = 0; i < random.nextInt(400); i++) {
            var reading = new Reading(at, length, random.nextInt(3), random.nextInt(40) == 0 ? 3 : 0,
                    random.nextInt(30) == 0 ? 8 : 17, random.nextInt(20));
            distinct.putIfAbsent(31 * at + length, reading);
            at += random.nextInt(50) == 0 ? 900L * random.nextInt(200) : length;
            at -= random.nextInt(60) == 0 ? 7_200 : 0;
            length = random.nextInt(70) == 0 ? LENGTHS[random.nextInt(LENGTHS.length)] : length;
        }
        return inOrder(distinct.values().stream().toList());
    }

    private static List<Reading> changed(List<Reading> last, Random random) {
        return last.stream()
                .map(reading -> random.nextInt(100) > 0
                        ? reading
                        : new Reading(reading.start(), reading.seconds(), 9, 0, 17, 30))
                .toList();
    }

    private static List<Reading> regular(Random random) {
        long from = BlockMerge.dayStart(START, ZONE) + 86_400L * random.nextInt(3);
        int updated = Math.max(0, random.nextInt(25) - 5);
        int power = random.nextInt(4) == 0 ? 3 : 0;
        int gaps = random.nextInt(4) == 0 ? 20 : Integer.MAX_VALUE;
        return IntStream.range(0, 96 * (1 + random.nextInt(3)))
                .filter(_ -> random.nextInt(gaps) > 0)
                .mapToObj(i -> new Reading(from + 900L * i, 900, random.nextInt(200) == 0 ? 5 : 1, power,
                        random.nextInt(100) == 0 ? 8 : 17, random.nextInt(150) == 0 ? 7 : updated))
                .toList();
    }

    private static List<Reading> inOrder(List<Reading> readings) {
        return readings.stream()
                .sorted(Comparator.comparingLong(Reading::start).thenComparingInt(Reading::seconds))
                .toList();
    }
}
