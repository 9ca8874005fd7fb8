// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.meter.MetersElsewhere;
import com.dcarbon.ingestion.meter.MetersElsewhere.Pair;
import com.dcarbon.ingestion.report.rules.Elsewhere;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** What other facilities' reports have told of the meters of a facility, so that no energy is certified twice. */
@Repository
class ToldElsewhere {
    /** As it stands after all corrections; what was taken back in full was not told. */
    private static final String TOLD = """
            select meter_id, month, min(frozen_at) filter (where wh <> 0) as first from (
                select l.meter_id, r.month, r.frozen_at, l.generated_wh as wh
                  from generation_report_lines l join generation_reports r on r.id = l.report_id
                 where l.meter_id = any(:meters)
                union all
                select a.meter_id, a.month, r.frozen_at, a.change_wh
                  from generation_report_adjustments a join generation_reports r on r.id = a.report_id
                 where a.meter_id = any(:meters)) told
             group by meter_id, month having sum(wh) > 0""";

    private final MetersElsewhere meters;
    private final DatabaseClient database;

    ToldElsewhere(MetersElsewhere meters, DatabaseClient database) {
        this.meters = meters;
        this.database = database;
    }

    private record Month(UUID meter, YearMonth month) {}

    /** By meter of the facility; those that stand in no other one are not in it. */
    Mono<Map<UUID, Elsewhere>> of(UUID facilityId) {
        return meters.of(facilityId)
                .collectList()
                .flatMap(pairs -> pairs.isEmpty()
                        ? Mono.just(Map.of())
                        : told(pairs).map(told -> elsewhere(pairs, told)));
    }

    private Mono<Map<Month, Instant>> told(List<Pair> pairs) {
        return database.sql(TOLD)
                .bind("meters",
                        pairs.stream().flatMap(pair -> Stream.of(pair.own(), pair.other())).distinct()
                                .toArray(UUID[]::new))
                .map(ToldElsewhere::month)
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Map.Entry<Month, Instant> month(Readable row) {
        return Map.entry(new Month(Objects.requireNonNull(row.get("meter_id", UUID.class)),
                YearMonth.from(Objects.requireNonNull(row.get("month", LocalDate.class)))),
                Objects.requireNonNull(row.get("first", Instant.class)));
    }

    private static Map<UUID, Elsewhere> elsewhere(List<Pair> pairs, Map<Month, Instant> told) {
        Map<UUID, Elsewhere> all = new HashMap<>();
        for (Pair pair : pairs) {
            Elsewhere before = all.getOrDefault(pair.own(), Elsewhere.NOTHING);
            Set<YearMonth> months = new HashSet<>(before.months());
            told.forEach((one, when) -> {
                if (one.meter().equals(pair.other())
                        && isFirst(when, told.get(new Month(pair.own(), one.month())), pair)) {
                    months.add(one.month());
                }
            });
            all.put(pair.own(), new Elsewhere(months, before.connected() || pair.connected()));
        }
        return all;
    }

    /** Where both have told the month already, which came out later, whoever was first keeps it. */
    private static boolean isFirst(Instant other, @Nullable Instant own, Pair pair) {
        return own == null || other.isBefore(own) || other.equals(own) && pair.other().compareTo(pair.own()) < 0;
    }
}
