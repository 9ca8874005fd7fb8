// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.platform.ids.Ids;

import tools.jackson.databind.JsonNode;

/** One meter in two facilities: its energy is certified once. */
class SameMeterElsewhereIT extends IngestionTestBase {
    private static final YearMonth FIRST = YearMonth.from(LocalDate.now(ZoneOffset.UTC)).minusMonths(5);
    private static final YearMonth SECOND = FIRST.plusMonths(1);
    private static final long KWH = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID other = Ids.next();
    private final String number = "NGOM-" + Ids.next();

    private UUID meter(UUID of, String source) {
        var stored = new StoredMeters(database, of, authorization);
        UUID id = stored.add(number, "pge", source);
        for (YearMonth month : new YearMonth[]{FIRST, SECOND}) {
            stored.month(id, Direction.GENERATED, month, KWH, (short) 17, source);
        }
        database.sql("update meters set role = 'generation', upload_accepted_at = :now where id = :id")
                .bind("now", Instant.now())
                .bind("id", id)
                .then()
                .block(PATIENCE);
        return id;
    }

    private void freeze(UUID of, YearMonth month) {
        admin().post().uri("/facilities/{id}/generation-reports", of).bodyValue(Map.of("month", month.toString()))
                .exchange().expectStatus().isCreated();
    }

    private JsonNode line(UUID of, YearMonth month) {
        return json(call(admin(), "/facilities/" + of + "/generation-report?month=" + month).expectStatus().isOk())
                .path("meters").get(0);
    }

    private static void assertLeftOut(JsonNode line) {
        assertThat(line.path("generated_wh").decimalValue()).isZero();
        assertThat(line.path("readings").path("left_out").get(0).path("reason").asString())
                .isEqualTo("counted_elsewhere");
    }

    private void facilities() {
        facilityExists(OwnerRole.OWNER, OperatorStatus.ACCEPTED, 1);
        database.sql("""
                insert into facilities
                select (jsonb_populate_record(f, jsonb_build_object('facility_id', cast(:other as text)))).*
                  from facilities f where facility_id = :facility""")
                .bind("other", other.toString())
                .bind("facility", facility)
                .then()
                .block(PATIENCE);
    }

    @Test
    void monthsThatTheFormerFacilityReportedAreNotReportedAgain() {
        facilities();
        UUID former = meter(other, "green_button");
        freeze(other, FIRST);
        database.sql("update meters set released_at = :now where id = :id").bind("now", Instant.now())
                .bind("id", former).then().block(PATIENCE);
        meter(facility, "green_button");

        JsonNode told = line(facility, FIRST);
        assertLeftOut(told);
        assertThat(told.toString()).doesNotContain(other.toString());
        assertThat(line(facility, SECOND).path("generated_wh").decimalValue())
                .isEqualByComparingTo(StoredMeters.wh(SECOND, KWH));
        freeze(facility, FIRST);
        freeze(facility, SECOND);
        assertThat(line(other, FIRST).path("generated_wh").decimalValue()).as("what was told stays")
                .isEqualByComparingTo(StoredMeters.wh(FIRST, KWH));
        assertLeftOut(line(other, SECOND));
        assertThat(line(other, SECOND).path("adjustment_wh").decimalValue()).as("and is not taken back").isZero();
    }

    @Test
    void anAcceptedUploadGivesWayToTheFacilityThatIsConnectedAndNothingCountsTwiceMeanwhile() {
        facilities();
        meter(other, "upload");
        freeze(other, FIRST);
        BigDecimal told = StoredMeters.wh(FIRST, KWH);
        meter(facility, "green_button");

        assertLeftOut(line(facility, FIRST));
        assertLeftOut(line(other, SECOND));
        assertThat(line(other, SECOND).path("adjustment_wh").decimalValue()).isEqualByComparingTo(told.negate());
        freeze(other, SECOND);
        assertThat(line(facility, FIRST).path("generated_wh").decimalValue()).as("taken back there")
                .isEqualByComparingTo(told);
    }
}
