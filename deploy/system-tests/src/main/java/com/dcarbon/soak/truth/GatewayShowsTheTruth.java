// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import com.dcarbon.local.Port;
import com.dcarbon.local.service.Service;
import com.dcarbon.local.signin.SignIn;
import com.dcarbon.local.story.Api;

import tools.jackson.databind.JsonNode;

/** What people read through the gateway of each meter, against what the utility says that it measured. */
final class GatewayShowsTheTruth implements Check {
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);
    private static final Map<Integer, String> DIRECTIONS = Map.of(1, "delivered", 19, "received", 4, "net");

    @Override
    public String statement() {
        return "the gateway shows of each meter as many intervals as the utility measured, each once, without a gap, and"
                + " their sums in all and of each day, by direction";
    }

    /**
     * A meter's readings in one direction.
     *
     * @param total of the readings one by one
     * @param days the sums of local days
     */
    private record Sums(long intervals, BigDecimal total, Map<LocalDate, BigDecimal> days) {

        @Override
        public String toString() {
            return "%d intervals with %s Wh on %d days".formatted(intervals, total.toPlainString(), days.size());
        }
    }

    @Override
    public Finding find(Evidence evidence) {
        List<String> differences = new ArrayList<>();
        long compared = 0;
        String admin = new SignIn(evidence.stack().settings().ports()).tokenOf("admin");
        try (Api gateway = new Api(evidence.stack().url(Port.GATEWAY), admin);
                Api utilities = new Api(evidence.stack().url(Port.SIMULATOR), null)) {
            for (Customer customer : evidence.customers()) {
                List<Row> windows = windows(evidence.databases(), customer);
                if (customer.gotThrough() && windows.getFirst().number("jobs") > 0) {
                    compared += compare(customer, truth(utilities, customer, windows.getFirst()),
                            shown(gateway, customer, differences), differences);
                }
            }
        }
        return new Finding(compared, differences);
    }

    private static List<Row> windows(Databases databases, Customer customer) {
        return databases.query(Service.INGESTION, """
                select min(window_start) as first, max(window_end) as last, count(*) as jobs
                from import_jobs where facility_id = ? and state = 'done'""", UUID.fromString(customer.facilityId()));
    }

    private static long compare(Customer customer, Map<String, Sums> truth, Map<String, Sums> shown,
            List<String> differences) {
        Map<String, Sums> all = new TreeMap<>(truth);
        all.putAll(shown);
        all.keySet().forEach(series -> {
            Sums measured = truth.get(series);
            Sums read = shown.get(series);
            if (measured == null || !measured.equals(read)) {
                differences
                        .add("%s, meter %s: the gateway shows %s, the utility measured %s".formatted(customer, series,
                                read, measured));
            }
        });
        return shown.values().stream().mapToLong(Sums::intervals).sum();
    }

    private static Map<String, Sums> truth(Api utilities, Customer customer, Row window) {
        // What was published when the period ended: the quarter hour that was under way was not.
        long end = window.time("last").getEpochSecond() / QUARTER_HOUR.toSeconds() * QUARTER_HOUR.toSeconds();
        String period = "from=%s&until=%s&daily=true".formatted(window.time("first"), Instant.ofEpochSecond(end));
        JsonNode truth = customer.isBehindUtilityApi()
                ? utilities.get("/utilityapi/control/truth?customer=" + customer.login() + "&" + period).expect(200)
                        .json().path("authorizations").path(0)
                : utilities.get("/%s/control/truth/%s?%s".formatted(customer.utility(), customer.login(), period))
                        .expect(200).json().path("customers").path(0);
        Map<String, Sums> sums = new TreeMap<>();
        truth.path("usage_points").valueStream().forEach(point -> point.path("series").valueStream()
                .filter(series -> series.path("unit").asString().equals("Wh"))
                .filter(series -> series.path("intervals").asInt() > 0)
                .forEach(series -> sums.put(
                        point.path("meter_number").asString() + " " + DIRECTIONS.get(series.path("flow").asInt()),
                        measured(series))));
        return sums;
    }

    private static Sums measured(JsonNode series) {
        Map<LocalDate, BigDecimal> days = new TreeMap<>();
        series.path("days").valueStream().forEach(day -> days.put(LocalDate.parse(day.path("day").asString()),
                plain(new BigDecimal(day.path("total").asString()))));
        return new Sums(series.path("intervals").asLong(), plain(new BigDecimal(series.path("total").asString())),
                days);
    }

    private static Map<String, Sums> shown(Api gateway, Customer customer, List<String> differences) {
        Map<String, Sums> shown = new TreeMap<>();
        gateway.get("/meters?limit=500&facility_id=" + customer.facilityId()).expect(200).json().path("items")
                .valueStream()
                .forEach(meter -> {
                    String number = meter.path("utility_meter_id").asString("?");
                    if (!meter.path("interval_coverage").path("gaps").isEmpty()) {
                        differences.add("%s, meter %s: gaps are told: %s".formatted(customer, number,
                                meter.path("interval_coverage")));
                    }
                    shown.putAll(read(gateway, customer, meter, differences));
                });
        return shown;
    }

    private static Map<String, Sums> read(Api gateway, Customer customer, JsonNode meter, List<String> differences) {
        String number = meter.path("utility_meter_id").asString("?");
        ZoneId zone = ZoneId.of(meter.path("time_zone").asString());
        Map<String, List<JsonNode>> raw = Counting.groups(intervals(gateway, meter, "raw").toList(),
                item -> item.path("direction").asString());
        Map<String, List<JsonNode>> days = Counting.groups(intervals(gateway, meter, "day").toList(),
                item -> item.path("direction").asString());
        Map<String, Sums> sums = new TreeMap<>();
        raw.forEach((direction, items) -> {
            String series = number + " " + direction;
            inOrder(customer + ", meter " + series, items, differences);
            Map<LocalDate, BigDecimal> byDay = new TreeMap<>();
            days.getOrDefault(direction, List.of()).forEach(day -> byDay.put(
                    LocalDate.ofInstant(Instant.parse(day.path("start").asString()), zone),
                    plain(day.path("wh").decimalValue())));
            sums.put(series, new Sums(items.size(), plain(items.stream().map(item -> item.path("wh").decimalValue())
                    .reduce(BigDecimal.ZERO, BigDecimal::add)), byDay));
        });
        return sums;
    }

    // Each begins where the one before ends: none twice, none missing.
    private static void inOrder(String series, List<JsonNode> items, List<String> differences) {
        for (int place = 1; place < items.size(); place++) {
            String end = items.get(place - 1).path("end").asString();
            String start = items.get(place).path("start").asString();
            if (!Instant.parse(end).equals(Instant.parse(start))) {
                differences
                        .add("%s: an interval begins at %s, the one before ends at %s".formatted(series, start, end));
                return;
            }
        }
    }

    private static Stream<JsonNode> intervals(Api gateway, JsonNode meter, String resolution) {
        JsonNode coverage = meter.path("interval_coverage");
        if (!coverage.isObject()) {
            return Stream.empty();
        }
        String path = "/intervals?limit=50000&resolution=%s&meter_id=%s&start=%s&end=%s".formatted(resolution,
                meter.path("id").asString(), coverage.path("start").asString(), coverage.path("end").asString());
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = gateway.get(path).expect(200).json();
        page.path("items").forEach(all::add);
        while (page.path("next_cursor").isString()) {
            page = gateway.get(path + "&cursor=" + page.path("next_cursor").asString()).expect(200).json();
            page.path("items").forEach(all::add);
        }
        return all.stream();
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }
}
