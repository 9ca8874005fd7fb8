// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.ingestion.interval.StoredMeterTestBase;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;
import com.dcarbon.testing.TestIdentityProvider;

/** What breaks off in the middle is not presented as whole. */
class BrokenExportIT extends StoredMeterTestBase {
    private static final long START = 1_735_718_400;
    private static final int DAYS = 300;

    @BeforeEach
    void readings() {
        meterExists(PACIFIC);
        store(Direction.DELIVERED, PACIFIC, LongStream.range(0, 96 * DAYS)
                .mapToObj(i -> new Reading(START + i * 900, 900, 1_000 + i, 0, 0, 0))
                .toList());
    }

    private HttpRequest request(String call) {
        return HttpRequest
                .newBuilder(URI.create(address() + call + "meter_id=" + meter + "&start=2025-01-01&end=2026-01-01"))
                .header("Authorization", TestIdentityProvider.shared().user(owner, "commercial").bearer())
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/intervals/export?format=csv&", "/intervals/export?format=xlsx&",
            "/intervals?limit=50000&"})
    void aStreamThatBreaksOffEndsWithoutAnEnd(String call) throws Exception {
        // A row that no import writes, and that nobody can read.
        database.sql("""
                update interval_blocks set values = '{{1},{2}}', qualities = '{{1},{2}}'
                 where meter_id = :meter and start_at = :start""")
                .bind("meter", meter)
                .bind("start", Instant.ofEpochSecond(START + 250 * 86_400L + 8 * 3_600).minusSeconds(9 * 3_600))
                .fetch()
                .rowsUpdated()
                .doOnNext(rows -> assertThat(rows).isOne())
                .block();

        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> http.send(request(call), BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aReaderWhoLeavesLeavesNothingBehind() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 20; i++) {
                try (var body = http.send(request("/intervals/export?format=csv&"), BodyHandlers.ofInputStream())
                        .body()) {
                    assertThat(body.readNBytes(10)).hasSize(10);
                }
            }
        }

        // More of them than there are connections to the database.
        assertThat(read("&start=2025-01-01&end=2025-01-03")).hasSize(2 * 96);
    }
}
