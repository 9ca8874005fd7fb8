// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.gap.MeterSeries;
import com.dcarbon.ingestion.interval.Arrival;
import com.dcarbon.ingestion.interval.StoredSeries;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.meter.Meters;
import com.dcarbon.ingestion.meter.StoredMeter;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.SeriesFacts;
import com.dcarbon.ingestion.source.SourceMeter;
import com.dcarbon.ingestion.sync.rules.SeriesRule;
import com.dcarbon.ingestion.sync.rules.SeriesRule.Forward;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores the meters of an import, and decides where its readings belong. In the caller's transaction. */
@Component
class PlacingImport {
    private static final Logger LOG = LoggerFactory.getLogger(PlacingImport.class);

    private final Meters meters;
    private final StoredSeries series;
    private final MeterSeries known;

    PlacingImport(Meters meters, StoredSeries series, MeterSeries known) {
        this.meters = meters;
        this.series = series;
        this.known = known;
    }

    Mono<Placement> place(ImportJob job, MeterData data) {
        var origin = new Meters.Origin(job.facilityId(), job.authorizationId(), job.providerId(), job.source(),
                job.isReplay());
        return meters.store(origin, data.meters().stream().map(SourceMeters::imported).toList())
                .flatMap(places -> place(job, data, places));
    }

    private Mono<Placement> place(ImportJob job, MeterData data, List<StoredMeter> places) {
        List<Optional<UUID>> ids = places.stream().map(Placement::idOf).toList();
        List<UUID> ours = ids.stream().flatMap(Optional::stream).toList();
        Mono<Set<UUID>> unproven = job.isUpload() ? Mono.just(Set.of()) : series.withUploads(ours);
        return Mono.zip(series.directionsOf(ours, job.isUpload()), forward(ours))
                .map(known -> IntStream.range(0, ids.size())
                        .mapToObj(i -> rule(data.meters().get(i), ids.get(i), known.getT1(), known.getT2()))
                        .toList())
                .flatMap(rules -> Flux.range(0, ids.size())
                        .concatMap(i -> Mono.justOrEmpty(ids.get(i)).flatMap(id -> turn(job, id, rules.get(i))))
                        .then(unproven)
                        .map(brought -> new Placement(places, rules, brought)));
    }

    /** Makes room for what has come where a file was before. */
    Mono<Void> makeRoom(ImportJob job, Placement place, Arrival arrival) {
        return place.hasUploads(arrival.series().meterId())
                ? series.setUploadsAside(arrival.series(), arrival.readings(), job.id())
                : Mono.empty();
    }

    private Mono<Map<UUID, Forward>> forward(List<UUID> ids) {
        return Mono.zip(meters.forwardIsNet(ids), meters.generating(ids), (balances, generating) -> {
            Map<UUID, Forward> known = new HashMap<>();
            balances.forEach(id -> known.put(id, Forward.NET));
            generating.forEach(id -> known.put(id, Forward.GENERATION));
            return known;
        });
    }

    private static SeriesRule rule(SourceMeter meter, Optional<UUID> id, Map<UUID, Set<Direction>> stored,
            Map<UUID, Forward> forward) {
        return id.isEmpty()
                ? new SeriesRule(Set.of(), SeriesFacts.NONE, Set.of(), Forward.AS_TOLD)
                : new SeriesRule(meter.directions(), meter.series(), stored.getOrDefault(id.get(), Set.of()),
                        forward.getOrDefault(id.get(), Forward.AS_TOLD));
    }

    /** Keeps what was found out for the imports to come, and puts right what was stored when it was not known. */
    private Mono<Void> turn(ImportJob job, UUID id, SeriesRule rule) {
        if (!rule.becomesNet()) {
            return Mono.empty();
        }
        LOG.atInfo()
                .addKeyValue("meter_id", id)
                .addKeyValue("renamed", rule.renamesHistory())
                .log("what a meter tells as delivered is its balance");
        return meters.forwardFoundNet(id)
                .then(Mono.defer(() -> rule.renamesHistory()
                        ? series.deliveredWasNet(id, job.id())
                                .then(Mono.defer(() -> known.renamed(id, Direction.DELIVERED, Direction.NET)))
                        : Mono.empty()));
    }
}
