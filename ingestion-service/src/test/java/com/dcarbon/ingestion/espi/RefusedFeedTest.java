// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedFeedTest {
    private static final String GOOD = FeedFixture.simple(1, 1_767_254_400, 900, 1, 2, 3).xml();

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE feed>", "<!DOCTYPE feed SYSTEM \"http://attacker.example/evil.dtd\">",
            "<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE feed [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"})
    void refusesADocumentTypeDeclaration(String declaration) {
        assertThatThrownBy(() -> ReadFeed.of("<?xml version=\"1.0\"?>" + declaration + GOOD))
                .isInstanceOf(MalformedFeedException.class)
                .hasMessageContaining("document type declaration");
    }

    @Test
    void refusesAnEntityThatNothingDeclares() {
        assertThatThrownBy(() -> ReadFeed.of(GOOD.replace("<value>1</value>", "<value>&x;</value>")))
                .isInstanceOf(MalformedFeedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMITH & SONS", "12 MAIN&nbsp;ST"})
    void saysWhereANameIsWrittenAsHtmlWouldHaveIt(String name) {
        String named = GOOD.replace("</ServiceCategory>", "</ServiceCategory><ServiceDeliveryPoint>\n<name>" + name
                + "</name></ServiceDeliveryPoint>");
        assertThatThrownBy(() -> ReadFeed.of(named)).isInstanceOf(MalformedFeedException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void saysThatAnEncodingIsUnknown() {
        assertThatThrownBy(() -> ReadFeed.of("<?xml version=\"1.0\" encoding=\"ANSI\"?>" + GOOD))
                .isInstanceOf(MalformedFeedException.class).hasMessageContaining("encoding");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.3, 0.6, 0.9, 0.99})
    void noticesThatItIsCutOff(double share) {
        assertThatThrownBy(() -> ReadFeed.of(GOOD.substring(0, (int) (GOOD.length() * share))))
                .isInstanceOf(MalformedFeedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "\uFEFF", "\\n"})
    void saysSoWhereverItIsCutOff(String before) {
        String feed = before + "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + GOOD.substring(GOOD.indexOf("<feed"));
        int end = before.isEmpty() ? feed.length() - 1 : 100;
        for (int length = 1; length < end; length++) {
            String cut = feed.substring(0, length);
            assertThatThrownBy(() -> ReadFeed.of(cut)).as(cut).isInstanceOf(MalformedFeedException.class);
        }
    }

    @Test
    void noticesRubbishAfterTheEnd() {
        assertThatThrownBy(() -> ReadFeed.of(GOOD + "<more/>")).isInstanceOf(MalformedFeedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{\"json\": true}", "<html><body>Sorry</body></html>",
            "<Feed xmlns=\"urn:other\"/>"})
    void refusesWhatIsNoFeed(String content) {
        assertThatThrownBy(() -> ReadFeed.of(content)).isInstanceOf(MalformedFeedException.class);
    }

    @Test
    void saysSoWhereAFeedIsNotInAtomsNamespace() {
        assertThatThrownBy(() -> ReadFeed.of(GOOD.replace("http://www.w3.org/2005/Atom", "http://naesb.org/espi")))
                .isInstanceOf(MalformedFeedException.class).hasMessageContaining("<feed>");
    }

    @Test
    void refusesDeepNesting() {
        assertThatThrownBy(() -> ReadFeed.of("<feed xmlns=\"http://www.w3.org/2005/Atom\">" + "<a>".repeat(1000)
                + "</a>".repeat(1000) + "</feed>")).isInstanceOf(MalformedFeedException.class);
    }

    @Test
    void refusesAnElementWithThousandsOfAttributes() {
        var attributes = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            attributes.append(" a").append(i).append("=\"1\"");
        }
        assertThatThrownBy(
                () -> ReadFeed.of("<feed xmlns=\"http://www.w3.org/2005/Atom\"><x" + attributes + "/></feed>"))
                .isInstanceOf(MalformedFeedException.class);
    }

    @Test
    void refusesMoreResourcesThanAnyCustomerHas() {
        assertThatThrownBy(() -> ReadFeed.of("<feed xmlns=\"http://www.w3.org/2005/Atom\">" + "<entry><content>"
                + "<MeterReading xmlns='http://naesb.org/espi'/>".repeat(30_000) + "</content></entry></feed>"))
                .isInstanceOf(MalformedFeedException.class)
                .hasMessageContaining("more resources");
    }

    @Test
    void refusesAnyNumberOfDifferentNames() {
        var elements = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            elements.append("<x").append(i).append("/>");
        }
        assertThatThrownBy(() -> ReadFeed.of("<feed xmlns=\"http://www.w3.org/2005/Atom\">" + elements + "</feed>"))
                .isInstanceOf(MalformedFeedException.class)
                .hasMessageContaining("different names");
    }
}
