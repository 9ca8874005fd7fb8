// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.dcarbon.local.service.Service;

/** How far the data reach, as each service knows it, and that imports left nothing behind but data. */
final class SyncsAreOnRecord implements Check {
    private static final String REACH = """
            select s.meter_id, s.direction, s.first_at, s.frontier, i.first, i.last
            from meter_series s
            join meters m on m.id = s.meter_id
            left join lateral (select min(start_at) as first, max(end_at) as last from intervals
                where meter_id = s.meter_id and direction = s.direction) i on true
            where m.facility_id = ? and (s.first_at, s.frontier) is distinct from (i.first, i.last)""";
    private static final String LEFT = """
            select 'a lease of an import that is not running' as what, id::text, leased_by, leased_until
            from import_jobs where state <> 'running' and (leased_by is not null or leased_until is not null)
            union all
            select 'an outage that is over', provider_id, last_failure, closed_until
            from provider_health where state <> 'up'
            union all
            select 'a gap', meter_id::text, state, start_at from interval_gaps where state <> 'closed'
            union all
            select 'no plan for the next synchronisation', authorization_id::text, provider_id, next_run_at
            from sync_plans where live and (covered_until is null or next_run_at < now() - interval '1 minute')""";

    @Override
    public String statement() {
        return "last_sync, frontiers and plans are those of the latest import, and no lease, gap, outage or temporary file"
                + " is left";
    }

    @Override
    public Finding find(Evidence evidence) {
        List<String> differences = new ArrayList<>();
        evidence.customers().stream().filter(Customer::gotThrough)
                .forEach(customer -> compare(customer, evidence, differences));
        evidence.databases().query(Service.INGESTION, LEFT).forEach(row -> differences.add(row.toString()));
        Stream.of("ingestion", "ingestion-2").map(evidence.stack()::data).flatMap(SyncsAreOnRecord::files)
                .forEach(file -> differences.add("temporary file " + file));
        return new Finding(evidence.customers().size(), differences);
    }

    private static void compare(Customer customer, Evidence evidence, List<String> differences) {
        UUID facility = UUID.fromString(customer.facilityId());
        Databases databases = evidence.databases();
        databases.query(Service.INGESTION, REACH, facility)
                .forEach(row -> differences.add(customer + ": a meter's reach is not that of its readings: " + row));
        Optional<Instant> told = evidence.distinct("dcarbon.interval-data", "interval_data_imported").stream()
                .filter(message -> message.key().equals(customer.facilityId()))
                .map(message -> message.text("last_sync"))
                .filter(time -> !time.isEmpty())
                .map(Instant::parse)
                .max(Instant::compareTo);
        Set<Optional<Instant>> known = Stream.of(Optional.of(told),
                lastSync(
                        databases.query(Service.INGESTION, "select last_sync from facility_syncs where facility_id = ?",
                                facility)),
                lastSync(databases.query(Service.FACILITY, "select last_sync from facilities where id = ?", facility)),
                lastSync(databases.query(Service.AUTHORIZATION,
                        "select max(last_sync) as last_sync from authorizations where facility_id = ?", facility)))
                .map(one -> one.orElse(Optional.empty()))
                .collect(Collectors.toSet());
        if (told.isEmpty() || known.size() > 1) {
            differences.add(customer + ": last_sync is told as " + told + ", and known as " + known);
        }
    }

    private static Optional<Optional<Instant>> lastSync(List<Row> rows) {
        return rows.stream().findFirst().map(row -> row.text("last_sync").isEmpty()
                ? Optional.empty()
                : Optional.of(row.time("last_sync")));
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).filter(file -> !file.endsWith("owner.lock")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
