// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.platform.ids.Ids;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Seals what waits in the inbox; interrupted anywhere, it is done again. */
@Component
class KeepingDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(KeepingDocuments.class);

    private final ArchiveInbox inbox;
    private final SealingDocument sealing;
    private final PayloadStore store;
    private final ArchiveKeys keys;
    private final RawPayloads payloads;
    private final MeterRegistry metrics;

    KeepingDocuments(ArchiveInbox inbox, SealingDocument sealing, PayloadStore store, ArchiveKeys keys,
            RawPayloads payloads,
            MeterRegistry metrics) {
        this.inbox = inbox;
        this.sealing = sealing;
        this.store = store;
        this.keys = keys;
        this.payloads = payloads;
        this.metrics = metrics;
    }

    /** Keeps the next batch; false if none waits. */
    Mono<Boolean> step() {
        return Mono.fromCallable(inbox::next)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(next -> next.isEmpty() ? Mono.just(false) : keep(next.get()).thenReturn(true));
    }

    private Mono<Void> keep(ArchiveInbox.Batch batch) {
        return Flux.range(0, batch.contents().names().size())
                .concatMap(place -> keep(batch, place))
                .then(blocking(() -> inbox.remove(batch)))
                .doOnSuccess(done -> LOG.atInfo()
                        .addKeyValue("job_id", batch.contents().jobId())
                        .addKeyValue("documents", batch.contents().names().size())
                        .log("raw documents are kept"));
    }

    private Mono<Void> keep(ArchiveInbox.Batch batch, int place) {
        Path file = batch.folder().resolve(Integer.toString(place));
        UUID facility = batch.contents().facilityId();
        return Mono.fromCallable(() -> SealingDocument.hash(file))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(hash -> payloads.again(facility, hash)
                        .switchIfEmpty(Mono.defer(() -> seal(file, facility, hash))))
                .flatMap(payload -> payloads.document(batch, place, payload));
    }

    private Mono<UUID> seal(Path file, UUID facility, String hash) {
        UUID id = Ids.next();
        return Mono.fromCallable(() -> sealed(file, facility, hash, id))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(sealed -> payloads.add(sealed)
                        .doOnSuccess(added -> count(sealed))
                        .switchIfEmpty(blocking(() -> store.delete(id)).then(payloads.again(facility, hash))));
    }

    private RawPayloads.Sealed sealed(Path file, UUID facility, String hash, UUID id) throws IOException {
        sealing.seal(file, id);
        return new RawPayloads.Sealed(id, facility, hash, Files.size(file), store.size(id), keys.primaryId());
    }

    private void count(RawPayloads.Sealed sealed) {
        metrics.counter("dcarbon.archived.bytes", "as", "received").increment(sealed.size());
        metrics.counter("dcarbon.archived.bytes", "as", "stored").increment(sealed.storedSize());
    }

    /** Removes some whose time is over; true if there may be more. */
    Mono<Boolean> sweep() {
        return payloads.expired().flatMap(this::forget);
    }

    /** Erases all that was received for the facility. */
    Mono<Long> erase(UUID facility) {
        return payloads.ofFacility(facility)
                .expand(some -> some.isEmpty() ? Mono.empty() : forget(some).then(payloads.ofFacility(facility)))
                .reduce(0L, (count, some) -> count + some.size());
    }

    /** The file first: a row without a file is found again, a file without a row never. */
    private Mono<Boolean> forget(List<UUID> some) {
        return Flux.fromIterable(some)
                .concatMap(payload -> blocking(() -> store.delete(payload)).then(payloads.remove(payload)))
                .then(Mono.just(!some.isEmpty()));
    }

    private interface FileWork {
        void run() throws IOException;
    }

    private static Mono<Void> blocking(FileWork work) {
        return Mono.<Void>fromCallable(() -> {
            work.run();
            return null;
        }).subscribeOn(Schedulers.boundedElastic());
    }
}
