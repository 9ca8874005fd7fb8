// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton.espi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationDocumentTest {
    private static final String DOCUMENT = """
            <entry xmlns="http://www.w3.org/2005/Atom"><content><Authorization xmlns="http://naesb.org/espi">
            <authorizedPeriod>%s</authorizedPeriod>
            <publishedPeriod><duration>7</duration><start>8</start></publishedPeriod>
            <status>1</status><expires_at>99</expires_at></Authorization></content></entry>""";

    @ParameterizedTest
    @CsvSource({"1440585200,86400,2015-08-27T10:33:20Z", "1440585200000,86400000,2015-08-27T10:33:20Z"})
    void readsTheEndInSecondsAndInMilliseconds(long start, long duration, Instant end) {
        assertThat(period("<duration>%d</duration><start>%d</start>".formatted(duration, start)).end()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"1440585200,0", "1440585200000,0", "1440585200000,251963658000000", "1440585200,4294967295"})
    void takesAnOpenEndForNone(long start, long duration) {
        assertThat(period("<duration>%d</duration><start>%d</start>".formatted(duration, start)).end()).isNull();
    }

    @Test
    void takesAnAbsentDurationForAnOpenEnd() {
        assertThat(period("<start>1440585200</start>").end()).isNull();
    }

    @Test
    void saysNothingOfAPeriodThatIsNotThere() {
        var facts = AuthorizationDocument.read(DOCUMENT.formatted("")).orElseThrow();
        assertThat(facts.status()).isOne();
        assertThat(facts.period()).isNull();
    }

    private static AuthorizedPeriod period(String content) {
        return Objects.requireNonNull(
                AuthorizationDocument.read(DOCUMENT.formatted(content)).orElseThrow().period());
    }
}
