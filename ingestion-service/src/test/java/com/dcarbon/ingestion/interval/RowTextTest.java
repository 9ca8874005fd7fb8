// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTextTest {
    private final RowText text = new RowText();

    private String written() {
        return new String(text.take(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,5,0", "0,-5,0", "66123,3,66.123", "1,3,0.001", "-5000,3,-5", "-5,2,-0.05", "5,-2,500",
            "281474976710655,3,281474976710.655", "1000,1,100", "-12,1,-1.2",
            "9223372036854775807,0,9223372036854775807",
            "-9223372036854775808,2,-92233720368547758.08", "7,18,0.000000000000000007",
            "7,25,0.0000000000000000000000007",
            "7,-20,700000000000000000000", "0,30,0", "0,-30,0"})
    void writesExactDecimals(long unscaled, int scale, String expected) {
        assertThat(text.decimal(BigDecimal.valueOf(unscaled, scale))).isSameAs(text);
        assertThat(written()).isEqualTo(expected);
    }

    @Test
    void writesWhatBigDecimalWrites() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 5_000; i++) {
            BigDecimal number = BigDecimal.valueOf(random.nextLong() >> random.nextInt(63), random.nextInt(-9, 13));
            text.decimal(number);
            String expected = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            assertThat(written()).isEqualTo(expected);
        }
    }

    @Test
    void writesMomentsInUtcAndInLocalTime() {
        for (String moment : new String[]{"2026-11-20T08:15:00Z", "1970-01-02T23:59:59Z", "2026-03-08T10:00:00Z"}) {
            long second = Instant.parse(moment).getEpochSecond();
            text.moment(second);
            assertThat(written()).isEqualTo(moment);
            text.moment(second, -28_800);
            assertThat(OffsetDateTime.parse(written())).isEqualTo(
                    Instant.parse(moment).atOffset(ZoneOffset.ofHours(-8)));
            text.moment(second, 20_700);
            assertThat(written()).endsWith("+05:45");
        }
    }

    @Test
    void growsWithWhatIsWritten() {
        String line = "a".repeat(1_000);
        for (int i = 0; i < 200; i++) {
            text.put(line);
        }

        assertThat(text.isPiece()).isTrue();
        assertThat(written()).hasSize(200_000);
        assertThat(text.isPiece()).isFalse();
        assertThat(written()).isEmpty();
    }
}
