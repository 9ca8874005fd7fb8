// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.time.Clock;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

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
    private final Erasures erasures;
    private final TransactionalOperator transaction;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final SetAside aside = new SetAside();

    KeepingDocuments(ArchiveInbox inbox, SealingDocument sealing, PayloadStore store, ArchiveKeys keys,
            RawPayloads payloads, Erasures erasures, TransactionalOperator transaction, MeterRegistry metrics,
            Clock clock) {
        this.inbox = inbox;
        this.sealing = sealing;
        this.store = store;
        this.keys = keys;
        this.payloads = payloads;
        this.erasures = erasures;
        this.transaction = transaction;
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
                .flatMap(this::keepUnlessErased)
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

    /** It may also be erased while it is being kept, which fails for that reason. */
    private Mono<Void> keepUnlessErased(ArchiveInbox.Batch batch) {
        return erasures.hold(batch)
                .flatMap(erased -> erased
                        ? remove(batch)
                        : keep(batch).onErrorResume(error -> erasures.hold(batch)
                                .flatMap(meanwhile -> meanwhile ? remove(batch) : Mono.error(error))));
    }

    /** Whoever erased it may have done so already. */
    private Mono<Void> remove(ArchiveInbox.Batch batch) {
        return blocking(() -> {
            if (inbox.holds(batch.id())) {
                inbox.remove(batch.id());
            }
        });
    }

    private Mono<Void> keep(ArchiveInbox.Batch batch) {
        return Flux.range(0, batch.contents().names().size())
                .concatMap(place -> keep(batch, place))
                .collectList()
                .filter(kept -> kept.size() == batch.contents().names().size())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("a document is gone that was there already")))
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
                        .switchIfEmpty(Mono.defer(() -> seal(batch, found.document(), found.content()))));
    }

    private Mono<UUID> seal(ArchiveInbox.Batch batch, WaitingDocument document, SealingDocument.Content content) {
        UUID id = Ids.next();
        UUID facility = batch.contents().facilityId();
        return Mono.fromCallable(() -> sealed(document, facility, content, id))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(sealed -> add(batch, sealed)
                        .doOnSuccess(added -> count(sealed))
                        .switchIfEmpty(
                                blocking(() -> store.delete(id)).then(payloads.again(facility, content.hash()))));
    }

    /** Nothing of a batch that was erased meanwhile. */
    private Mono<UUID> add(ArchiveInbox.Batch batch, RawPayloads.Sealed sealed) {
        return erasures.alone(sealed.facilityId())
                .then(Mono.defer(() -> erasures.hold(batch)))
                .flatMap(erased -> erased ? Mono.<UUID>empty() : payloads.add(sealed))
                .as(transaction::transactional);
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
