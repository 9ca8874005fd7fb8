// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.events.EventKind;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.simulator.fault.Fault;
import com.dcarbon.simulator.fault.Faults;

import tools.jackson.databind.JsonNode;

/**
 * A provider fails while a history is imported, and once more while what is new is: when it is well again, all of it is
 * there once, to the watt-hour.
 */
class FailingProviderIT extends IngestionTestBase {
    private static final Map<Integer, String> DIRECTIONS = Map.of(1, "delivered", 19, "received", 4, "net");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Faults greenButton = neighbours.simulator().faults("pge");

    @AfterEach
    void everythingWorksAgain() {
        greenButton.switchAllOff();
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty_feed", "entries_twice", "entries_reversed", "no_content", "other_host", "gone"})
    void greenButtonDataAreWholeAfterItFailed(String way) throws Exception {
        facilityExists();
        String customer = "UAPI_TEST_residential+" + facility;
        neighbours.authorize(authorization, "pge", customer);
        imports(greenButton, way, "data", "pge");
        isTheTruth("/pge/control/truth/" + customer + "?daily=true", "/customers/0");
    }

    private void imports(Faults faults, String way, String calls, String provider) {
        fails(faults, way, calls);
        authorized(provider);
        await(() -> count("select count(*) from import_jobs where facility_id = :id") > 0);
        isWellAgain(faults, way);
        fails(faults, way, calls);
        synchronise();
        isWellAgain(faults, way);
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == count(
                "select count(*) from import_jobs where facility_id = :id and state = 'done'"));
    }

    private static void fails(Faults faults, String way, String calls) {
        Map<String, String> fields = new HashMap<>(Map.of("calls", calls));
        String[] words = way.split(" ");
        fields.put("fault", words[0]);
        for (String word : List.of(words).subList(1, words.length)) {
            fields.put(word.split("=")[0], word.split("=")[1]);
        }
        faults.switchOn(Fault.read(fields));
    }

    private void isWellAgain(Faults faults, String way) {
        Awaitility.await(way).atMost(PATIENCE).until(() -> faults.on().stream().allMatch(on -> on.applied() > 0)
                && count("select count(*) from import_jobs where facility_id = :id and state = 'running'") == 0
                || isDone());
        faults.switchAllOff();
        Instant well = Instant.now();
        Awaitility.await("after " + way).atMost(PATIENCE).untilAsserted(() -> {
            JsonNode now = sync();
            String state = now.path("state").asString();
            if (state.equals("done") && Instant.parse(now.path("last_success").asString()).isBefore(well)
                    || state.equals("failed")) {
                synchronise();
            } else {
                retry();
            }
            assertThat(state).as("%s", now).isEqualTo("done");
            assertThat(Instant.parse(now.path("last_success").asString())).as("%s", now).isAfter(well);
            assertThat(count("""
                    select count(*) from import_jobs
                     where facility_id = :id and state in ('queued', 'running', 'waiting', 'retrying')""")).isZero();
        });
    }

    private boolean isDone() {
        return sync().path("state").asString().equals("done");
    }

    private void synchronise() {
        user(owner).post().uri("/facilities/" + facility + "/sync").exchange().expectStatus().isAccepted();
    }

    private void retry() {
        List<UUID> waiting = database
                .sql("select id from import_jobs where facility_id = :id and state in ('waiting', 'retrying')")
                .bind("id", facility)
                .map(row -> row.get("id", UUID.class))
                .all()
                .collectList()
                .block();
        Objects.requireNonNull(waiting)
                .forEach(job -> admin().post().uri("/imports/" + job + "/retry").exchange());
    }

    private void isTheTruth(String path, String place) throws Exception {
        String first = database.sql("""
                select to_char(min(window_start) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as first
                  from import_jobs where facility_id = :id""")
                .bind("id", facility).map(row -> row.get("first", String.class)).one().block();
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create(neighbours.simulator().baseUrl() + path + "&from=" + first);
            JsonNode truth = JSON.readTree(http.send(HttpRequest.newBuilder(uri).build(),
                    HttpResponse.BodyHandlers.ofString()).body()).at(place);
            Map<String, String> measured = new TreeMap<>();
            truth.path("usage_points").forEach(point -> point.path("series").forEach(series -> measured.put(
                    point.path("meter_number").asString() + " " + DIRECTIONS.get(series.path("flow").asInt()),
                    "%d intervals, %s Wh".formatted(series.path("intervals").asInt(),
                            plain(new BigDecimal(series.path("total").asString()))))));
            assertThat(stored(String.valueOf(first).substring(0, 10))).isEqualTo(measured);
        }
        assertThat(meters()).allSatisfy(meter -> assertThat(meter.path("interval_coverage").path("gaps")).isEmpty());
        leavesNothingInTheSpool();
    }

    private Map<String, String> stored(String day) {
        Map<String, String> stored = new TreeMap<>();
        meters().forEach(meter -> DIRECTIONS.values().forEach(direction -> {
            List<BigDecimal> wh = intervals(meter, "&start=" + day + "&limit=50000&direction=" + direction)
                    .path("items").valueStream().map(item -> item.path("wh").decimalValue()).toList();
            if (!wh.isEmpty()) {
                stored.put(meter.path("utility_meter_id").asString() + " " + direction, "%d intervals, %s Wh"
                        .formatted(wh.size(), plain(wh.stream().reduce(BigDecimal.ZERO, BigDecimal::add))));
            }
        }));
        return stored;
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
