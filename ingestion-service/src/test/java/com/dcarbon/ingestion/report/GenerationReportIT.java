// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.interval.rules.Direction;

import tools.jackson.databind.JsonNode;

/** From a role that a person sets to frozen months and what was corrected afterwards. */
class GenerationReportIT extends IngestionTestBase {
    /** Four months before this one: over long since. */
    private static final YearMonth FIRST = YearMonth.from(LocalDate.now(ZoneOffset.UTC)).minusMonths(5);
    private static final YearMonth SECOND = FIRST.plusMonths(1);
    private static final YearMonth THIRD = FIRST.plusMonths(2);
    private static final long KWH = 1_000_000;

    private StoredMeters stored = new StoredMeters(database, facility, authorization);
    private UUID meter = facility;

    @BeforeEach
    void aFacilityWithAProductionMeter() {
        facilityExists(OwnerRole.OWNER, OperatorStatus.ACCEPTED, 1);
        stored = new StoredMeters(database, facility, authorization);
        meter = stored.add(number("NGOM"), "pge", "green_button");
    }

    /** Every facility of these tests has meters of its own. */
    private String number(String kind) {
        return kind + "-" + facility;
    }

    private void role(UUID id, String role) {
        String etag = Objects.requireNonNull(
                call(admin(), "/meters/" + id).expectBody().returnResult().getResponseHeaders().getETag());
        admin().patch().uri("/meters/{id}", id).header(HttpHeaders.IF_MATCH, etag).bodyValue(Map.of("role", role))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private ResponseSpec freeze(WebTestClient client, YearMonth month) {
        return client.post().uri("/facilities/{id}/generation-reports", facility)
                .bodyValue(Map.of("month", month.toString()))
                .exchange();
    }

    private String reportOf(YearMonth month) {
        return "/facilities/" + facility + "/generation-report?month=" + month;
    }

    private JsonNode preview(YearMonth month) {
        return json(call(user(owner), reportOf(month)).expectStatus().isOk());
    }

    private static void assertWh(JsonNode node, BigDecimal expected) {
        assertThat(node.decimalValue()).isEqualByComparingTo(expected);
    }

    @Test
    void walksFromThePreviewToTheAdjustmentOfAFrozenMonth() {
        stored.month(meter, Direction.RECEIVED, FIRST, 4 * KWH);
        stored.month(meter, Direction.RECEIVED, SECOND, 3 * KWH);
        assertThat(preview(FIRST).path("meters")).as("nobody has said what it measures").isEmpty();
        assertThat(preview(FIRST).path("exported_beside")).hasSize(1);
        role(meter, "generation");

        JsonNode preview = preview(FIRST);
        BigDecimal first = StoredMeters.wh(FIRST, 4 * KWH);
        assertWh(preview.path("meters").get(0).path("generated_wh"), first);
        assertThat(preview.path("whole_mwh").asLong()).isEqualTo(first.longValue() / 1_000_000);
        assertWh(preview.path("carried_mwh"),
                first.remainder(BigDecimal.valueOf(1_000_000)).movePointLeft(6));
        assertThat(preview.path("state").asString()).isEqualTo("preview");
        JsonNode frozen = json(freeze(admin(), FIRST).expectStatus().isCreated().expectHeader().exists("Location"));
        assertThat(frozen.path("meters")).isEqualTo(preview.path("meters"));

        stored.month(meter, Direction.RECEIVED, FIRST, 5 * KWH);
        assertThat(preview(FIRST)).as("a frozen month is shown as it was frozen").isEqualTo(frozen);
        assertThat(json(freeze(admin(), FIRST).expectStatus().isOk())).isEqualTo(frozen);
        JsonNode next = preview(SECOND).path("meters").get(0);
        BigDecimal change = StoredMeters.wh(FIRST, 5 * KWH).subtract(first);
        assertThat(next.path("adjustments")).hasSize(1);
        assertThat(next.path("adjustments").get(0).path("month").asString()).isEqualTo(FIRST.toString());
        assertWh(next.path("adjustment_wh"), change);
        assertWh(next.path("generated_wh"), StoredMeters.wh(SECOND, 3 * KWH));

        freeze(admin(), SECOND).expectStatus().isCreated();
        assertThat(preview(THIRD).path("meters").get(0).path("adjustments")).as("told once").isEmpty();
        exactInAll(StoredMeters.wh(FIRST, 5 * KWH).add(StoredMeters.wh(SECOND, 3 * KWH)));
        await(() -> audited("generation_report_frozen").size() == 2);
        await(() -> !audited("generation_report_viewed").isEmpty());
    }

    private void exactInAll(BigDecimal exact) {
        JsonNode list = json(call(user(operator), "/facilities/" + facility + "/generation-reports"));
        assertThat(list.path("items").get(0).path("month").asString()).isEqualTo(SECOND.toString());
        BigDecimal whole = BigDecimal.ZERO;
        BigDecimal reported = BigDecimal.ZERO;
        for (JsonNode report : list.path("items")) {
            whole = whole.add(report.path("whole_mwh").decimalValue());
            reported = reported.add(report.path("meters").get(0).path("reported_mwh").decimalValue());
        }
        BigDecimal carried = list.path("items").get(0).path("carried_mwh").decimalValue();
        assertThat(whole.add(carried)).isEqualByComparingTo(exact.movePointLeft(6));
        assertThat(reported).as("the registry carries and is told the exact amounts")
                .isEqualByComparingTo(exact.movePointLeft(6));
    }

    @Test
    void refusesWhatIsOutOfOrder() {
        freeze(admin(), FIRST).expectStatus().isEqualTo(409).expectBody().jsonPath("$.code")
                .isEqualTo("no_generation_meter");
        stored.month(meter, Direction.DELIVERED, FIRST, KWH);
        role(meter, "generation");
        YearMonth running = YearMonth.from(LocalDate.now(ZoneOffset.UTC));

        freeze(admin(), FIRST.minusMonths(1)).expectStatus().isEqualTo(409).expectBody().jsonPath("$.code")
                .isEqualTo("no_readings");
        freeze(admin(), running).expectStatus().isEqualTo(409).expectBody().jsonPath("$.code")
                .isEqualTo("month_not_over");
        freeze(admin(), FIRST).expectStatus().isCreated();
        freeze(admin(), THIRD).expectStatus().isEqualTo(409).expectBody().jsonPath("$.next_month")
                .isEqualTo(SECOND.toString());
        freeze(admin(), FIRST.minusMonths(1)).expectStatus().isEqualTo(409);
        call(admin(), reportOf(FIRST.minusMonths(1))).expectStatus().isEqualTo(409);
        call(admin(), reportOf(running.plusMonths(3))).expectStatus().isBadRequest();
        for (YearMonth impossible : List.of(running.plusMonths(3), YearMonth.of(0, 1), YearMonth.of(1, 1))) {
            freeze(admin(), impossible).expectStatus().isBadRequest();
        }
        String foreign = Base64.getUrlEncoder().encodeToString("name".getBytes(StandardCharsets.UTF_8));
        call(admin(), "/facilities/" + facility + "/generation-reports?cursor=" + foreign).expectStatus().isBadRequest()
                .expectBody().jsonPath("$.code").isEqualTo("invalid_cursor");
        call(admin(), "/facilities/" + facility + "/generation-report?month=October").expectStatus().isBadRequest();
        call(admin(), "/facilities/" + facility + "/generation-report").expectStatus().isBadRequest();
        call(admin(), reportOf(SECOND) + "&format=xml").expectStatus().isBadRequest();
        call(admin(), "/facilities/" + facility + "/generation-reports/" + facility).expectStatus().isNotFound();
    }

    @Test
    void csvAndJsonAreTheSame() {
        stored.month(meter, Direction.GENERATED, FIRST, 4 * KWH + 1);
        role(meter, "generation");
        freeze(admin(), FIRST).expectStatus().isCreated();
        stored.month(meter, Direction.GENERATED, FIRST, KWH);

        JsonNode line = preview(SECOND).path("meters").get(0);
        List<Map<String, String>> rows = csv(reportOf(SECOND) + "&format=csv");

        assertThat(rows).hasSize(2);
        Map<String, String> row = rows.getFirst();
        assertThat(row).containsEntry("Reporting Unit ID", number("NGOM"))
                .containsEntry("Vintage", SECOND.toString().replaceAll("(\\d+)-(\\d+)", "$2/$1"))
                .containsEntry("line", "month")
                .containsEntry("state", "preview");
        assertThat(row.get("Begin Date")).matches("\\d{2}/01/\\d{4}");
        for (String field : List.of("whole_mwh", "exact_mwh", "generated_wh", "adjustment_wh", "carry_in_wh",
                "carry_out_wh")) {
            assertThat(new BigDecimal(row.get(field))).as(field).isEqualByComparingTo(line.path(field).decimalValue());
        }
        assertThat(new BigDecimal(row.get("Total MWh"))).isEqualByComparingTo(line.path("reported_mwh").decimalValue());
        assertThat(rows.getLast()).containsEntry("line", "adjustment").containsEntry("Total MWh", "");
        assertThat(new BigDecimal(rows.getLast().get("adjustment_wh")))
                .isEqualByComparingTo(line.path("adjustment_wh").decimalValue())
                .isNegative();
    }

    private List<Map<String, String>> csv(String uri) {
        byte[] body = call(user(owner), uri).expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv;charset=UTF-8")
                .expectHeader()
                .valueMatches("Content-Disposition", "attachment; filename=\"generation-.*\\.csv\"")
                .expectBody()
                .returnResult()
                .getResponseBody();
        List<String> lines = new String(Objects.requireNonNull(body), StandardCharsets.UTF_8).lines().toList();
        String[] header = lines.getFirst().split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        lines.stream().skip(1).forEach(line -> {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < header.length; i++) {
                row.put(header[i], cells[i]);
            }
            rows.add(row);
        });
        return rows;
    }

    @Test
    void countsNoEstimateNoUploadAndNoDoubtfulMeterAndSaysSo() {
        stored.month(meter, Direction.DELIVERED, FIRST, KWH, (short) 8, "green_button");
        UUID uploaded = stored.add(number("UP"), "pge", "upload");
        stored.month(uploaded, Direction.DELIVERED, SECOND, KWH, (short) 17, "upload");
        UUID main = stored.add(number("MAIN"), "pge", "green_button");
        stored.month(main, Direction.DELIVERED, FIRST, KWH);
        stored.month(main, Direction.RECEIVED, FIRST, KWH);
        List.of(meter, uploaded, main).forEach(id -> role(id, "generation"));

        JsonNode report = preview(FIRST);

        assertThat(report.path("exact_mwh").decimalValue()).isZero();
        assertThat(line(report, number("NGOM")).path("readings").path("left_out").get(0).path("reason").asString())
                .isEqualTo("estimated");
        assertThat(line(report, number("NGOM")).path("readings").path("estimated_share").asInt()).isEqualTo(1);
        assertThat(
                line(preview(SECOND), number("UP")).path("readings").path("left_out").get(0).path("reason").asString())
                .isEqualTo("uploaded");
        assertThat(line(report, number("MAIN")).path("not_counted").asString()).isEqualTo("both_directions");
        assertThat(report.path("exported_beside").get(0).path("utility_meter_id").asString()).isEqualTo(number("MAIN"));

        accept(admin(), uploaded).expectStatus().isOk();
        accept(admin(), uploaded).expectStatus().isOk();
        accept(admin(), main).expectStatus().isEqualTo(409);
        assertWh(preview(SECOND).path("exact_mwh"), StoredMeters.wh(SECOND, KWH).movePointLeft(6));
        await(() -> audited("meter_upload_accepted").size() == 1);
    }

    private static JsonNode line(JsonNode report, String number) {
        for (JsonNode line : report.path("meters")) {
            if (line.path("utility_meter_id").asString().equals(number)) {
                return line;
            }
        }
        throw new AssertionError(number + " is not in " + report);
    }

    private static ResponseSpec accept(WebTestClient client, UUID id) {
        return client.post().uri("/meters/{id}/accept-upload", id).exchange();
    }

    @Test
    void everybodyGetsWhatIsTheirs() {
        stored.month(meter, Direction.DELIVERED, FIRST, KWH);
        role(meter, "generation");
        String id = json(freeze(admin(), FIRST)).path("id").asString();
        String reports = "/facilities/" + facility + "/generation-reports";

        for (String uri : List.of(reportOf(FIRST), reportOf(SECOND) + "&format=csv", reports, reports + "/" + id,
                reports + "/" + id + "?format=csv", "/meters/" + meter)) {
            call(user(owner), uri).expectStatus().isOk();
            call(user(operator), uri).expectStatus().isOk();
            call(admin(), uri).expectStatus().isOk();
            call(user("stranger"), uri).expectStatus().isNotFound();
            call(nobody(), uri).expectStatus().isUnauthorized();
        }
        for (WebTestClient person : List.of(user(owner), user(operator))) {
            freeze(person, SECOND).expectStatus().isForbidden();
            accept(person, meter).expectStatus().isForbidden();
        }
        freeze(user("stranger"), SECOND).expectStatus().isNotFound();
        freeze(nobody(), SECOND).expectStatus().isUnauthorized();
        accept(user("stranger"), meter).expectStatus().isNotFound();
        accept(nobody(), meter).expectStatus().isUnauthorized();
    }

    @Test
    void nothingChangesWhatWasFrozen() {
        stored.month(meter, Direction.DELIVERED, FIRST, KWH);
        role(meter, "generation");
        freeze(admin(), FIRST).expectStatus().isCreated();

        for (String sql : List.of("update generation_reports set month = month", "delete from generation_report_lines",
                "truncate generation_report_adjustments")) {
            assertThatThrownBy(() -> database.sql(sql).then().block()).hasMessageContaining("never changed");
        }
    }
}
