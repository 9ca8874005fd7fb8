// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingResourcesTest {
    private static final String POINT = "https://utility.example/espi/1_1/resource/Subscription/7/UsagePoint/1";

    @TempDir
    private Path directory;

    @Test
    void followsAUsagePointToItsMeterReadingsThenToTypesAndBlocks() throws Exception {
        var feed = new EspiFeed();
        add(feed, FeedFixture.feed().usagePoint("1").usagePoint("2",
                "<ServiceCategory><kind>1</kind></ServiceCategory>"));
        assertThat(feed.missing(false)).containsExactly(new MissingLink(POINT + "/MeterReading", false));

        add(feed, FeedFixture.feed().meterReading("1", "m", "t"));
        assertThat(feed.missing(false))
                .containsExactly(new MissingLink("https://utility.example/espi/1_1/resource/ReadingType/t", false));

        add(feed, FeedFixture.feed().readingType("t", 1, 0));
        assertThat(feed.missing(false)).containsExactly(new MissingLink(POINT + "/MeterReading/m/IntervalBlock", true));
    }

    @Test
    void doesNotFetchReadingsThatAreNoEnergy() throws Exception {
        var feed = new EspiFeed();
        add(feed, FeedFixture.feed().usagePoint("1").meterReading("1", "m", "t").readingType("t", "<uom>38</uom>"));

        assertThat(feed.missing(false)).isEmpty();
    }

    @Test
    void asksOnlyForReadingTypesOfAFeedThatHoldsReadings() throws Exception {
        var feed = new EspiFeed();
        add(feed, FeedFixture.feed().usagePoint("1").meterReading("1", "m", "t").meterReading("1", "n", "t").block("1",
                "m", "b", 1_767_254_400, 900, 1));

        assertThat(feed.missing(true)).extracting(MissingLink::url)
                .isEqualTo(List.of("https://utility.example/espi/1_1/resource/ReadingType/t"));
    }

    private void add(EspiFeed feed, FeedFixture fixture) throws Exception {
        Path file = Files.createTempFile(directory, "feed", "");
        feed.add(new SpooledDocument("https://utility.example/espi/1_1/resource/Subscription/7",
                Files.writeString(file, fixture.xml())));
    }
}
