// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static com.dcarbon.ingestion.espi.FeedFixture.feed;
import static com.dcarbon.ingestion.espi.FeedFixture.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.ingestion.interval.rules.Reading;

/** Times, lengths, values and qualities of the readings of one block. */
class BlockReaderTest {
    private static final long START = 1_767_254_400; // 2026-01-01T08:00Z, midnight at the Pacific

    @Test
    void takesTheWorstOfSeveralQualitiesBeforeTheDefault() throws Exception {
        String qualities = "<ReadingQuality><quality>17</quality></ReadingQuality>"
                + "<ReadingQuality><quality>8</quality></ReadingQuality><ReadingQuality><quality>0</quality></ReadingQuality>";
        FeedFixture feed = feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t");
        String content = "<IntervalBlock xmlns='http://naesb.org/espi'>" + reading(qualities, START, 900, "1")
                + reading("", START + 900, 900, "2") + "</IntervalBlock>";

        ReadFeed read = ReadFeed.of(feed.entry(feed.blockLinks("1", "m", "b"), content).xml());

        assertThat(read.of(Direction.DELIVERED)).extracting(Reading::quality).containsExactly(8, 17);
        assertThat(Quality.isEstimated(8)).isTrue();
    }

    @Test
    void leavesTheQualityOpenWhereNothingTellsIt() throws Exception {
        String xml = feed().usagePoint("1")
                .readingType("t", "<uom>72</uom>")
                .meterReading("1", "m", "t")
                .block("1", "m", "b", START, 900, 1)
                .xml();

        assertThat(ReadFeed.of(xml).of(Direction.DELIVERED)).extracting(Reading::quality)
                .containsExactly(Quality.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"1767254400000,900000,900", "1767254400.66136,900,900", "1767254400,0,900"})
    void understandsMillisecondsFractionsAndAbsentLengths(String start, String duration, int seconds) throws Exception {
        FeedFixture feed = feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t");
        String content = "<IntervalBlock xmlns='http://naesb.org/espi'><IntervalReading><timePeriod><duration>"
                + duration
                + "</duration><start>" + start
                + "</start></timePeriod><value>3</value></IntervalReading></IntervalBlock>";

        ReadFeed read = ReadFeed.of(feed.entry(feed.blockLinks("1", "m", "b"), content).xml());

        assertThat(read.of(Direction.DELIVERED)).extracting(Reading::start, Reading::seconds)
                .containsExactly(tuple(START, seconds));
    }

    @Test
    void derivesLengthsFromTheNextReadingAndTheBlocksEnd() throws Exception {
        FeedFixture feed = feed().usagePoint("1")
                .readingType("t", "<uom>72</uom>")
                .meterReading("1", "m", "t");
        String content = "<IntervalBlock xmlns='http://naesb.org/espi'><interval><duration>7200</duration><start>"
                + START
                + "</start></interval>" + reading("", START, 0, "1") + reading("", START + 3600, 0, "2")
                + "</IntervalBlock>";

        ReadFeed read = ReadFeed.of(feed.entry(feed.blockLinks("1", "m", "b"), content).xml());

        assertThat(read.of(Direction.DELIVERED)).extracting(Reading::seconds).containsExactly(3600, 3600);
    }

    @Test
    void missingValuesAreNoZeros() throws Exception {
        FeedFixture feed = feed().usagePoint("1").readingType("t", 1, 0).meterReading("1", "m", "t");
        String content = "<IntervalBlock xmlns='http://naesb.org/espi'>" + reading("", START, 900, "")
                + reading("", START + 900, 900, "what") + reading("", START + 1800, 900, "6") + "</IntervalBlock>";

        ReadFeed read = ReadFeed.of(feed.entry(feed.blockLinks("1", "m", "b"), content).xml());

        assertThat(read.of(Direction.DELIVERED)).extracting(Reading::value).containsExactly(6L);
        assertThat(read.report().refusals()).containsExactly(entry(Refusal.UNREADABLE_VALUE, 1L));
    }
}
