// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;

class EvidenceTest {

    @ParameterizedTest
    @CsvSource({"PROVIDER_UNAVAILABLE, SILENCE", "PROVIDER_BUSY, NONE", "TOKEN_UNAVAILABLE, NONE",
            "REAUTHORIZATION_REQUIRED, NONE", "MALFORMED_FEED, NONE", "PROTOCOL_ERROR, ANSWER", "DATA_GONE, ANSWER",
            "REQUEST_REFUSED, ANSWER", "INTERNAL_ERROR, NONE"})
    void tellsAnOutageFromOtherFailures(FetchFailure failure, Evidence evidence) {
        assertThat(Evidence.of(new FetchOutcome.Failed(failure, "detail", null))).isEqualTo(evidence);
    }

    @Test
    void whatWasNotAskedProvesNothing() {
        assertThat(Evidence.of(new FetchOutcome.Paused(Instant.EPOCH, FetchFailure.PROVIDER_UNAVAILABLE)))
                .isEqualTo(Evidence.NONE);
        assertThat(Evidence.of(new FetchOutcome.Hindered(FetchFailure.TOKEN_UNAVAILABLE, "away")))
                .isEqualTo(Evidence.NONE);
        assertThat(Evidence.of(new FetchOutcome.Preparing(Instant.EPOCH, Map.of()))).isEqualTo(Evidence.ANSWER);
    }
}
