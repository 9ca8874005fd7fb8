// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.time.Clock;
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
    private final Clock clock;
    private final SetAside aside = new SetAside();

    KeepingDocuments(ArchiveInbox inbox, SealingDocument sealing, PayloadStore store, ArchiveKeys keys,
            RawPayloads payloads, MeterRegistry metrics, Clock clock) {
        this.inbox = inbox;
        this.sealing = sealing;
        this.store = store;
        this.keys = keys;
        this.payloads = payloads;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Keeps the next batch; false if none waits. */
    Mono<Boolean> step() {
        return Mono.fromCallable(() -> inbox.next(batch -> aside.isWanted(batch, clock.instant())))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(next -> next.isEmpty() ? Mono.just(false) : keep(next.get()));
    }

    private Mono<Boolean> keep(UUID id) {
        return Mono.fromCallable(() -> inbox.open(id))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(this::keep)
                .doOnSuccess(done -> aside.forget(id))
                .onErrorResume(error -> failed(id, error))
                .thenReturn(true);
    }

    /** Another replica may have been quicker; else it is tried again, in the end after the others. */
    private Mono<Void> failed(UUID id, Throwable error) {
        if (!inbox.holds(id)) {
            aside.forget(id);
            return Mono.empty();
        }
        if (!aside.failed(id, clock.instant())) {
            return Mono.error(error);
        }
        metrics.counter("dcarbon.archive.set.aside").increment();
        LOG.atError().setCause(error).addKeyValue("batch", id).log("raw documents cannot be kept; tried again later");
        return Mono.empty();
    }

    private Mono<Void> keep(ArchiveInbox.Batch batch) {
        return Flux.range(0, batch.contents().names().size())
                .concatMap(place -> keep(batch, place))
                .collectList()
                .flatMap(kept -> payloads.documents(batch, kept))
                .then(blocking(() -> inbox.remove(batch.id())))
                .doOnSuccess(done -> LOG.atInfo()
                        .addKeyValue("job_id", batch.contents().jobId())
                        .addKeyValue("documents", batch.contents().names().size())
                        .log("raw documents are kept"));
    }

    private record Found(WaitingDocument document, SealingDocument.Content content) {
        static Found in(ArchiveInbox.Batch batch, int place) throws IOException {
            WaitingDocument document = WaitingDocument.in(batch.folder(), place);
            return new Found(document, SealingDocument.content(document));
        }
    }

    private Mono<UUID> keep(ArchiveInbox.Batch batch, int place) {
        UUID facility = batch.contents().facilityId();
        return Mono.fromCallable(() -> Found.in(batch, place))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(found -> payloads.again(facility, found.content().hash())
                        .switchIfEmpty(Mono.defer(() -> seal(found.document(), facility, found.content()))));
    }

    private Mono<UUID> seal(WaitingDocument document, UUID facility, SealingDocument.Content content) {
        UUID id = Ids.next();
        return Mono.fromCallable(() -> sealed(document, facility, content, id))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(sealed -> payloads.add(sealed)
                        .doOnSuccess(added -> count(sealed))
                        .switchIfEmpty(
                                blocking(() -> store.delete(id)).then(payloads.again(facility, content.hash()))));
    }

    private RawPayloads.Sealed sealed(WaitingDocument document, UUID facility, SealingDocument.Content content, UUID id)
            throws IOException {
        sealing.seal(document, id);
        return new RawPayloads.Sealed(id, facility, content.hash(), content.size(), store.size(id), keys.primaryId());
    }

    private void count(RawPayloads.Sealed sealed) {
        metrics.counter("dcarbon.archived.bytes", "as", "received").increment(sealed.size());
        metrics.counter("dcarbon.archived.bytes", "as", "stored").increment(sealed.storedSize());
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
