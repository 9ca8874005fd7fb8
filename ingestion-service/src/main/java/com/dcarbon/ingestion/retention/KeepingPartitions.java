// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.retention;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes partitions before they are needed, and drops those whose time is over and that nobody holds. */
@Component
class KeepingPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(KeepingPartitions.class);

    private final Partitions partitions;
    private final List<RetentionHold> holds;
    private final RetentionSettings settings;
    private final Clock clock;
    private final AtomicInteger yearsAhead;
    private final AtomicInteger astray;

    KeepingPartitions(Partitions partitions, List<RetentionHold> holds, RetentionSettings settings,
            MeterRegistry metrics, Clock clock) {
        this.partitions = partitions;
        this.holds = List.copyOf(holds);
        this.settings = settings;
        this.clock = clock;
        this.yearsAhead = Objects.requireNonNull(metrics.gauge("dcarbon.partitions.years.ahead", new AtomicInteger(
                settings.partitionsAhead())));
        this.astray = Objects.requireNonNull(metrics.gauge("dcarbon.partitions.default.used", new AtomicInteger()));
    }

    /** Always false, since there is nothing further to do before the next time. */
    Mono<Boolean> keep() {
        return Flux.fromIterable(Partitions.TABLES)
                .concatMap(this::make)
                .then(drop(Partitions.BLOCKS, RetentionSettings.keptFrom(settings.intervals(), clock.instant())))
                .then(drop(Partitions.REVISIONS, RetentionSettings.keptFrom(settings.revisions(), clock.instant())))
                .then(Mono.defer(this::measure))
                .thenReturn(false);
    }

    private Mono<Void> make(String table) {
        return partitions.years(table)
                .flatMapIterable(years -> years.missing(clock.instant(), settings.partitionsAhead()))
                .concatMap(year -> partitions.make(table, year)
                        .doOnNext(made -> LOG.atLevel(made ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.ERROR)
                                .addKeyValue("table", table)
                                .addKeyValue("year", year)
                                .log(made
                                        ? "a partition was made"
                                        : "rows of a year without partition are in the way")))
                .then();
    }

    private Mono<Void> drop(String table, @Nullable Instant keptFrom) {
        return keptFrom == null
                ? Mono.empty()
                : heldFrom(keptFrom).flatMap(held -> partitions.years(table)
                        .flatMapIterable(years -> years.outlived(keptFrom, held))
                        .concatMap(year -> drop(table, year))
                        .then(Mono.defer(() -> partitions.clearDefault(table, held)))
                        .then());
    }

    /** The earlier of what is kept and what anybody needs. */
    private Mono<Instant> heldFrom(Instant keptFrom) {
        return Flux.fromIterable(holds)
                .concatMap(RetentionHold::neededFrom)
                .reduce(keptFrom, (first, second) -> first.isBefore(second) ? first : second);
    }

    private Mono<Void> drop(String table, int year) {
        LOG.atWarn()
                .addKeyValue("table", table)
                .addKeyValue("year", year)
                .log("a year is dropped, as retention says");
        return partitions.drop(table, year);
    }

    private Mono<Void> measure() {
        return Flux.fromIterable(Partitions.TABLES)
                .concatMap(table -> partitions.years(table).zipWith(partitions.anyInDefault(table)))
                .collectList()
                .doOnNext(tables -> {
                    yearsAhead
                            .set(tables.stream().mapToInt(each -> each.getT1().ahead(clock.instant())).min().orElse(0));
                    astray.set((int) tables.stream().filter(each -> each.getT2()).count());
                })
                .then();
    }
}
