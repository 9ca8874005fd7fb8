// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static com.dcarbon.ingestion.espi.FeedFixture.link;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CustomerFeedTest {
    private static final String ROOT = "https://u.example/r/RetailCustomer/7/Customer/c/CustomerAccount/a1";

    @Test
    void tiesALocationByTheUsagePointItNames() throws Exception {
        FeedFixture feed = FeedFixture.feed().usagePoint("1").usagePoint("2");
        place(feed, "1", "12 ELM ST", "M-1", true);
        place(feed, "2", "14 ELM ST", "M-2", true);

        assertThat(ReadFeed.of(feed.xml()).report().points()).extracting(MeterPoint::details)
                .containsExactly(new ServiceDetails("M-1", "EMTR", "ACC-9", "12 ELM ST, OAKLAND, CA 94601"),
                        new ServiceDetails("M-2", "EMTR", "ACC-9", "14 ELM ST, OAKLAND, CA 94601"));
    }

    @Test
    void tiesALocationByTheAgreementThatIsTheUsagePoint() throws Exception {
        FeedFixture feed = FeedFixture.feed().usagePoint("1").usagePoint("2");
        place(feed, "2", "14 ELM ST", "M-2", false);
        place(feed, "1", "12 ELM ST", "M-1", false);

        assertThat(ReadFeed.of(feed.xml()).report().points()).extracting(point -> point.details().meterNumber())
                .containsExactly("M-1", "M-2");
    }

    @Test
    void takesTheOnlyLocationForTheOnlyUsagePoint() throws Exception {
        FeedFixture feed = FeedFixture.feed().usagePoint("77");
        place(feed, "1", "12 ELM ST", "M-1", false);

        assertThat(ReadFeed.of(feed.xml()).report().points()).extracting(point -> point.details().address())
                .containsExactly("12 ELM ST, OAKLAND, CA 94601");
    }

    @Test
    void guessesNothingBetweenSeveral() throws Exception {
        FeedFixture feed = FeedFixture.feed().usagePoint("77").usagePoint("78");
        place(feed, "1", "12 ELM ST", "M-1", false);
        place(feed, "2", "14 ELM ST", "M-2", false);

        assertThat(ReadFeed.of(feed.xml()).report().points()).extracting(point -> point.details().meterNumber())
                .containsOnlyNulls();
    }

    @Test
    void saysAStreetOnceThatIsToldTwice() throws Exception {
        FeedFixture feed = FeedFixture.feed().usagePoint("1").entry(link("self", ROOT + "/ServiceLocation/l"),
                customer("ServiceLocation", """
                        <mainAddress><streetDetail><number>12</number><name>Elm St</name>
                        <addressGeneral>12 Elm St</addressGeneral></streetDetail><postalCode>94601</postalCode>
                        </mainAddress>"""));

        assertThat(ReadFeed.of(feed.xml()).report().points()).extracting(point -> point.details().address())
                .containsExactly("12 Elm St, 94601");
    }

    private static void place(FeedFixture feed, String id, String street, String meter, boolean named) {
        String agreement = ROOT + "/CustomerAgreement/" + id;
        String location = agreement + "/ServiceLocation/l" + id;
        String points = named
                ? "<UsagePoints><UsagePoint>https://u.example/r/Subscription/7/UsagePoint/" + id
                        + "</UsagePoint></UsagePoints>"
                : "";
        feed.entry(link("self", location + "/Meter/x" + id) + link("up", location + "/Meter"),
                customer("Meter", "<type>EMTR</type><serialNumber>" + meter + "</serialNumber>"))
                .entry(link("self", location), customer("ServiceLocation", """
                        <mainAddress><streetDetail><addressGeneral>%s</addressGeneral></streetDetail><townDetail>
                        <code>94601</code><name>OAKLAND</name><stateOrProvince>CA</stateOrProvince></townDetail>
                        </mainAddress>%s""".formatted(street, points)))
                .entry(link("self", agreement), customer("CustomerAgreement", ""))
                .entry(link("self", ROOT), customer("CustomerAccount", "<name>ACC-9</name>"));
    }

    private static String customer(String name, String content) {
        return "<" + name + " xmlns='http://naesb.org/espi/customer'>" + content + "</" + name + ">";
    }
}
