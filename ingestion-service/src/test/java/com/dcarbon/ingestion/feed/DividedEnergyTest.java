// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import static com.dcarbon.ingestion.espi.FeedFixture.feed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.ingestion.espi.FeedFixture;

/** A tariff may divide the energy of a direction into several series: by time of use, by tier, by critical peak. */
class DividedEnergyTest {
    private static final long START = 1_767_254_400; // 2026-01-01T08:00Z

    @TempDir
    private Path directory;

    @Test
    void isAddedUpWhereTheIntervalsAreTheSame() throws Exception {
        FeedFixture feed = series(series(feed().usagePoint("1"), "a", "<tou>1</tou>", START, 5, 0, 7), "b",
                "<tou>2</tou>", START, 0, 6, 1);

        assertThat(stored(feed)).isEqualTo("DELIVERED 900[5, 6, 8] {}");
    }

    @Test
    void isTakenAsItComesWhereEachIntervalIsInOne() throws Exception {
        FeedFixture feed = series(series(feed().usagePoint("1"), "a", "<tou>1</tou>", START, 5, 6), "b",
                "<tou>2</tou>", START + 1_800, 7, 8);

        assertThat(stored(feed)).isEqualTo("DELIVERED 900[5, 6, 7, 8] {}");
    }

    @Test
    void givesWayToTheWhole() throws Exception {
        FeedFixture feed = series(series(series(feed().usagePoint("1"), "w", "<tou>0</tou>", START, 5, 7), "a",
                "<tou>1</tou><consumptionTier>1</consumptionTier>", START, 5, 3), "b",
                "<tou>1</tou><consumptionTier>2</consumptionTier>", START, 0, 4);

        assertThat(stored(feed)).isEqualTo("DELIVERED 900[5, 7] {part_beside_all=4}");
    }

    @Test
    void ofWhichOneIsBesideTheWholeFillsNoHoleOfIt() throws Exception {
        FeedFixture feed = series(series(feed().usagePoint("1"), "w", "", START, 5), "a", "<tou>1</tou>", START, 5, 3);

        assertThat(stored(feed)).isEqualTo("DELIVERED 900[5] {part_beside_all=2}");
    }

    @Test
    void isTakenWhereTheOtherTimesHaveNoName() throws Exception {
        FeedFixture feed = series(series(feed().usagePoint("1"), "w", "", START, 5), "a", "<tou>1</tou>", START + 900,
                3).block("1", "w", "x", START + 1_800, 900, 4);

        assertThat(stored(feed)).isEqualTo("DELIVERED 900[5, 3, 4] {}");
    }

    @Test
    void isAddedUpFromTheLastOfEachPart() throws Exception {
        FeedFixture feed = series(series(series(feed().usagePoint("1"), "a", "<cpp>1</cpp>", START, 5), "b",
                "<cpp>2</cpp>", START, 6), "c", "<cpp>2</cpp>", START, 4);

        assertThat(stored(feed)).isEqualTo("DELIVERED 900[9] {contradicted_reading=1}");
    }

    @Test
    void isContradictedByAnotherSeriesWhateverTheirDates() throws Exception {
        String one = series(feed().usagePoint("1"), "a", "", START, 5).xml();
        String other = series(feed().usagePoint("1"), "b", "", START, 6).xml().replace("2026-01-02T", "2026-03-04T");

        assertThat(StoredText.of(directory, one + other)).isEqualTo("DELIVERED 900[6] {contradicted_reading=1}");
    }

    @Test
    void isAddedUpInThePowerOfTheFiner() throws Exception {
        FeedFixture feed = series(series(feed().usagePoint("1"), "a", "<tou>1</tou>", START, 5), "b",
                "<tou>2</tou><powerOfTenMultiplier>3</powerOfTenMultiplier>", START, 6);

        assertThat(stored(feed)).isEqualTo("DELIVERED 900[6005] {}");
    }

    @Test
    void isNotAddedUpBeyondWhatANumberHolds() throws Exception {
        FeedFixture feed = series(series(feed().usagePoint("1"), "a", "<tou>1</tou>", START, Long.MAX_VALUE), "b",
                "<tou>2</tou>", START, 1);

        assertThat(stored(feed)).isEqualTo("DELIVERED 900[9223372036854775807] {contradicted_reading=1}");
    }

    private static FeedFixture series(FeedFixture feed, String id, String part, long start, long... values) {
        return feed.readingType(id, "<flowDirection>1</flowDirection><uom>72</uom>" + part).meterReading("1", id, id)
                .block("1", id, id, start, 900, values);
    }

    private String stored(FeedFixture feed) throws Exception {
        return StoredText.of(directory, feed.xml());
    }
}
