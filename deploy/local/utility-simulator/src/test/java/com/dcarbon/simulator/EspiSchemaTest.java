// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that the simulator's documents are held against do find what is wrong. */
class EspiSchemaTest {
    private static final String PERIOD = "<timePeriod><duration>900</duration><start>1782889200</start></timePeriod>";
    private static final String BLOCK = "<IntervalBlock xmlns='http://naesb.org/espi'><IntervalReading>"
            + "<ReadingQuality><quality>17</quality></ReadingQuality>" + PERIOD
            + "<value>-12</value></IntervalReading></IntervalBlock>";
    private static final String CUSTOMER = "<Customer xmlns='http://naesb.org/espi/customer'><name>Olivia</name>"
            + "<kind>residential</kind></Customer>";

    @Test
    void letsPassWhatIsRight() {
        check(BLOCK);
        check(CUSTOMER);
        check(CUSTOMER.replace("Olivia", "🏠".repeat(64)));
        check(BLOCK.replace("-12", "-140737488355328"));
    }

    @Test
    void findsWhatIsOutOfOrder() {
        refuses(BLOCK.replace(PERIOD, "").replace("</value>", "</value>" + PERIOD), "surplus or out of order");
    }

    @Test
    void findsWhatIsMissingOrTooMuch() {
        refuses(BLOCK.replace("<duration>900</duration>", ""), "duration in DateTimeInterval");
        refuses(BLOCK.replace(PERIOD, PERIOD + PERIOD), "timePeriod in IntervalReading");
        refuses(BLOCK.replace("<IntervalReading>", "<strange/><IntervalReading>"), "surplus or out of order");
        refuses(BLOCK.replace("IntervalBlock", "Strange"), "Strange");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4294967296", "900.0", "PT15M", ""})
    void findsADurationThatIsNoUnsignedNumber(String duration) {
        refuses(BLOCK.replace("900", duration), "which is no uint32");
    }

    @Test
    void findsACodeWithoutAMeaningAndTextThatIsTooLong() {
        refuses(BLOCK.replace(">17<", ">6<"), "which is no quality");
        refuses(CUSTOMER.replace("residential", "home"), "which is no customer");
        refuses(CUSTOMER.replace("Olivia", "x".repeat(65)), "which is no text64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<published>2026-07-01T07:00:00Z</published>", "<updated>2026-07-01T07:00:00Z</updated>",
            "<link rel='up' href='http://localhost/x' type='espi-feed/Customer'/>", " type='espi-feed/Customer'",
            "<title>Customer</title>", CUSTOMER})
    void findsWhatAnEntryLacks(String part) {
        String entry = """
                <entry xmlns='http://www.w3.org/2005/Atom'><id>urn:uuid:a537de37-fdf7-5a79-ad5a-5ae2c76acb53</id>\
                <link rel='self' href='http://localhost/x/1' type='espi-entry/Customer'/>\
                <link rel='up' href='http://localhost/x' type='espi-feed/Customer'/><title>Customer</title>\
                <published>2026-07-01T07:00:00Z</published><updated>2026-07-01T07:00:00Z</updated>\
                <content type='application/xml'>%s</content></entry>""".formatted(CUSTOMER);

        AtomFrame.isWhole(AtomFeed.parse(entry));
        assertThat(entry).contains(part);
        assertThatThrownBy(() -> AtomFrame.isWhole(AtomFeed.parse(entry.replace(part, ""))))
                .isInstanceOf(AssertionError.class);
    }

    private static void check(String xml) {
        EspiSchema.isKeptBy(AtomFeed.parse(xml).root());
    }

    private static void refuses(String xml, String reason) {
        assertThatThrownBy(() -> check(xml)).isInstanceOf(AssertionError.class).hasMessageContaining(reason);
    }
}
