// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.retention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;

class PartitionYearsTest {
    private static final Instant NOW = Instant.parse("2039-12-31T23:59:59Z");

    private final PartitionYears years = new PartitionYears(Set.of(2015, 2016, 2039, 2040));

    @Test
    void areMadeAheadAndOnlyWhereTheyAreMissing() {
        assertThat(years.missing(NOW, 3)).containsExactly(2041, 2042);
        assertThat(years.missing(NOW, 1)).isEmpty();
        assertThat(years.ahead(NOW)).isEqualTo(1);
    }

    @Test
    void areDroppedOnceTheirEndIsOldEnough() {
        assertThat(years.outlived(Instant.parse("2017-01-01T00:00:00Z"), NOW)).containsExactly(2015, 2016);
        assertThat(years.outlived(Instant.parse("2016-12-31T23:59:59Z"), NOW)).containsExactly(2015);
    }

    @Test
    void areKeptWhileSomebodyNeedsThem() {
        assertThat(years.outlived(NOW, Instant.parse("2016-06-01T00:00:00Z"))).containsExactly(2015);
        assertThat(years.outlived(NOW, Instant.EPOCH)).isEmpty();
    }
}
