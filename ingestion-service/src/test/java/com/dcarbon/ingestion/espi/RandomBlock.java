// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;

/** An interval block with readings of all kinds, well-formed or not. */
record RandomBlock(Random random) {
    private static final String[] BLANKS = {"", " ", "\n", "\r\n  ", "\t", "<!-- <IntervalReading> -->", "<?go on?>",
            "<![CDATA[]]>", "&#32;"};
    private static final String[] ODD = {"<IntervalReading/>", "<IntervalReading><value>7</value></IntervalReading>",
            "<!-- <IntervalReading><value>1</value></IntervalReading> -->",
            "<![CDATA[<IntervalReading><value>1</value></IntervalReading>]]>",
            "<other><IntervalReading><value>1</value></IntervalReading></other>",
            "<e:IntervalReading><e:value>3</e:value></e:IntervalReading>",
            "<intervalreading><timeperiod><start>1767254400</start></timeperiod><value>3</value></intervalreading>",
            "<other a='>' b=\"<\"/>".replace("<\"/", "&lt;\"/"), "<IntervalBlock><IntervalReading/></IntervalBlock>",
            "<?readings-0 1 1?>"};
    private static final String[] VALUES = {"5", "-12", "0", "007", "1.5", "12.50", "", "x", "+4",
            "9223372036854775807",
            "999999999999999999", "9999999999999999999", " 8 ", "<!---->6", "1e3", "&#49;"};
    private static final String[] BROKEN = {"</IntervalReading>", "<IntervalReading>", "<value>3</valu>", "&nope;", "<",
            "\u0001"};

    String xml() {
        String prefix = random.nextInt(3) == 0 ? "espi:" : "";
        var xml = new StringBuilder("<" + prefix + "IntervalBlock>");
        xml.append("<interval><duration>86400</duration><start>1767254400</start></interval>");
        int readings = random.nextInt(30);
        for (int i = 0; i < readings; i++) {
            xml.append(random.nextInt(8) == 0 ? any(BLANKS) : "\n  ");
            xml.append(random.nextInt(12) == 0 ? any(ODD) : reading(random.nextInt(9) == 0 ? "" : prefix, i));
        }
        if (random.nextInt(10) == 0) {
            xml.append(any(BROKEN));
        }
        return xml.append("</" + prefix + "IntervalBlock>").toString();
    }

    private String reading(String prefix, int number) {
        var parts = new ArrayList<String>();
        int qualities = random.nextInt(4) == 0 ? random.nextInt(3) : 1;
        for (int i = 0; i < qualities; i++) {
            parts.add(
                    "<p:ReadingQuality><p:quality>" + any("17", "8", "14", "0", "x", "10", "65553") + "</p:quality>"
                            + "</p:ReadingQuality>");
        }
        String duration = "<p:duration>" + any("900", "900", "300", "900000", "") + "</p:duration>";
        String start = "<p:start>" + (1_767_254_400L + number * 900L) * (random.nextInt(9) == 0 ? 1_000 : 1)
                + "</p:start>";
        parts.add("<p:timePeriod>" + any("", duration + start, duration + start, start + "\n " + duration, start)
                + "</p:timePeriod>");
        parts.add("<p:value>" + (random.nextInt(3) == 0 ? any(VALUES) : "" + random.nextInt(5_000)) + "</p:value>");
        if (random.nextInt(4) == 0) {
            parts.add(any("<p:cost>12</p:cost>", "<p:tou>4</p:tou>", "<p:cost>a b</p:cost>",
                    "<p:cost><p:value>9</p:value></p:cost>", "<p:value>3</p:value>", "<p:cpp/>",
                    "<p:consumptionTier>1</p:consumptionTier>", "<p:cost c='1'>1</p:cost>",
                    "<p:cost>]]&gt;</p:cost>"));
        }
        if (random.nextInt(6) == 0) {
            Collections.shuffle(parts, random);
        }
        String blank = random.nextBoolean() ? "" : "\n    ";
        return ("<p:IntervalReading>" + blank + String.join(blank, parts) + blank + "</p:IntervalReading>")
                .replace("p:", prefix);
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
