// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import com.dcarbon.local.service.Service;
import com.dcarbon.simulator.customer.Period;

/** Each interval that the utility measured is there once, with its very energy; and no other. */
final class IntervalsAreTheUtilitys implements Check {
    private static final int SHOWN = 3;

    @Override
    public String statement() {
        return "every interval is there once, with the utility's own watt-hours, and none that it never measured";
    }

    @Override
    public boolean concerns(Evidence evidence) {
        return !evidence.customers().stream().allMatch(Customer::isBehindUtilityApi);
    }

    @Override
    public Finding find(Evidence evidence) {
        List<String> differences = new ArrayList<>();
        long compared = 0;
        for (Customer customer : evidence.customers()) {
            // Of those behind UtilityAPI the gateway is asked: its meters have names of their own.
            if (customer.gotThrough() && !customer.isBehindUtilityApi()) {
                compared += compare(customer, evidence.databases(), differences);
            }
        }
        return new Finding(compared, differences);
    }

    private static long compare(Customer customer, Databases databases, List<String> differences) {
        UUID facility = UUID.fromString(customer.facilityId());
        List<Row> windows = databases.query(Service.INGESTION, """
                select min(window_start) as first, max(window_end) as last, count(*) as jobs
                from import_jobs where facility_id = ? and state = 'done'""", facility);
        if (windows.getFirst().number("jobs") == 0) {
            differences.add(customer + " has no finished import: " + databases.query(Service.INGESTION,
                    "select id, state, error_code, attempts from import_jobs where facility_id = ?", facility));
            return 0;
        }
        Period period = new Period(windows.getFirst().time("first"), windows.getFirst().time("last"));
        Map<String, Map<Instant, BigDecimal>> truth = UtilityTruth.readings(customer.utility(), customer.login(),
                period);
        Map<String, List<Row>> stored = Counting.groups(stored(databases, facility),
                row -> row.text("usage_point_id") + " " + row.text("direction"));
        Set<String> series = new TreeSet<>(truth.keySet());
        series.addAll(stored.keySet());
        series.forEach(each -> compare(customer + ", usage point " + each,
                truth.getOrDefault(each, Map.of()), stored.getOrDefault(each, List.of()), differences));
        return stored.values().stream().mapToLong(List::size).sum();
    }

    private static List<Row> stored(Databases databases, UUID facility) {
        return databases.query(Service.INGESTION, """
                select m.usage_point_id, i.direction, i.start_at, i.wh, m.id as meter_id
                from meters m join intervals i on i.meter_id = m.id
                where m.facility_id = ? order by i.start_at""", facility);
    }

    private static void compare(String series, Map<Instant, BigDecimal> truth, List<Row> stored,
            List<String> differences) {
        List<String> found = new ArrayList<>();
        Set<Instant> missing = new TreeSet<>(truth.keySet());
        BigDecimal total = BigDecimal.ZERO;
        for (Row row : stored) {
            Instant start = row.time("start_at");
            BigDecimal expected = truth.get(start);
            total = total.add(row.decimal("wh"));
            if (expected == null || expected.compareTo(row.decimal("wh")) != 0) {
                found.add("%s is stored as %s Wh, but is %s".formatted(start, row.decimal("wh"),
                        expected == null ? "none of the utility's" : expected + " Wh"));
            } else if (!missing.remove(start)) {
                found.add(start + " is there more than once");
            }
        }
        missing.forEach(start -> found.add(start + " is missing"));
        if (!found.isEmpty()) {
            BigDecimal expected = truth.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            differences
                    .add("%s: %d intervals with %s Wh stored, %d with %s Wh measured; %d differ: %s".formatted(series,
                            stored.size(), total.toPlainString(), truth.size(), expected.toPlainString(), found.size(),
                            found.subList(0, Math.min(SHOWN, found.size()))));
        }
    }
}
