// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownMetersTest {
    private final UUID id = UUID.randomUUID();

    @Test
    void recognisesTheUsagePoint() {
        assertThat(find(known("up-1", null), meter("up-1", "M-2"))).contains(id);
    }

    @Test
    void recognisesTheNumberOnTheMeterUnderANewUsagePoint() {
        assertThat(find(known("up-1", "M-1"), meter("up-9", "M-1"))).contains(id);
    }

    @Test
    void doesNotTakeAMeterWhoseOldUsagePointComesToo() {
        var known = new KnownMeters(List.of(known("up-1", "M-1")), List.of(meter("up-1", "M-1"), meter("up-2", "M-1")),
                false);

        assertThat(known.find(meter("up-2", "M-1"))).isEmpty();
        assertThat(known.find(meter("up-1", "M-1"))).contains(id);
    }

    @Test
    void recognisesNothingByAServicePointsDescription() {
        var described = new KnownMeters.Known(id, true, "up-1", null, "sample tariff");
        var arriving = new ImportedMeter("up-2", "sample tariff", null, null, null, null, null, ZoneOffset.UTC, false,
                List.of(), "electricity", "active", "{}");

        assertThat(find(described, arriving)).isEmpty();
    }

    @Test
    void recognisesAMeterOfAnotherProviderByTheNumberOnItAlone() {
        assertThat(find(elsewhere("up-1", "222013-000001"), meter("2061339", "222013-000001"))).contains(id);
        assertThat(find(elsewhere("up-1", "222013-000001"), meter("up-1", "222013-000002"))).isEmpty();
        assertThat(find(elsewhere("up-1", "house"), meter("2061339", "house"))).isEmpty();
    }

    @Test
    void behindOneServicePointAUtilityChangesAMeterAndAFileNamesAnother() {
        var known = new KnownMeters.Known(id, true, "up-1/M-1", "M-1", "SP-1234");
        var arriving = new ImportedMeter("up-1/M-2", "SP-1234", "M-2", null, null, null, null, ZoneOffset.UTC, false,
                List.of(), "electricity", "active", "{}");

        assertThat(find(known, arriving)).contains(id);
        assertThat(new KnownMeters(List.of(known), List.of(arriving), true).find(arriving)).isEmpty();
    }

    private KnownMeters.Known elsewhere(String point, String number) {
        return new KnownMeters.Known(id, false, point, number, null);
    }

    private static Optional<UUID> find(KnownMeters.Known known, ImportedMeter arriving) {
        return new KnownMeters(List.of(known), List.of(arriving), false).find(arriving);
    }

    private KnownMeters.Known known(String point, @Nullable String number) {
        return new KnownMeters.Known(id, true, point, number, null);
    }

    private static ImportedMeter meter(String point, String number) {
        return new ImportedMeter(point, null, number, null, null, null, null, ZoneOffset.UTC, false, List.of(),
                "electricity", "active", "{}");
    }
}
