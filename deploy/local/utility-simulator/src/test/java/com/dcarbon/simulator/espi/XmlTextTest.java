// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XmlTextTest {
    @Test
    void escapesContentAndAttributes() {
        String xml = new XmlText().open("a", "b", "\"<&>").leaf("c", "x < y & \u0001").empty("d").close("a").toString();

        assertThat(xml).isEqualTo("<a b=\"&quot;&lt;&amp;&gt;\"><c>x &lt; y &amp;  </c><d/></a>");
    }

    @Test
    void writesNoCodePointThatXmlForbids() {
        String xml = new XmlText().leaf("c", "Zoë 🏠\ufffd|\ufffe|\uffff|\ud800|\udc00|\u0000|\t").toString();

        assertThat(xml).isEqualTo("<c>Zoë 🏠\ufffd| | | | | |\t</c>");
    }

    @Test
    void namesAResourceByItsPath() {
        // Computed with another implementation of RFC 9562, section 5.5, in the URL namespace.
        assertThat(NameBasedId.urn("/pge/espi/1_1/resource/LocalTimeParameters/1"))
                .isEqualTo("urn:uuid:a537de37-fdf7-5a79-ad5a-5ae2c76acb53");
    }
}
