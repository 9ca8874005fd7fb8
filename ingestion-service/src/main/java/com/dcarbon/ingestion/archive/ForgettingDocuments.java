// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Removes documents: those whose time is over, a facility's, and what processes that were killed have left. */
@Component
class ForgettingDocuments {
    /** Longer than any batch takes to be moved or removed. */
    private static final Duration INBOX_AGE = Duration.ofHours(6);
    /** Longer than any document waits for its row. */
    private static final Duration PAYLOAD_AGE = Duration.ofDays(1);

    private final ArchiveInbox inbox;
    private final PayloadStore store;
    private final RawPayloads payloads;
    private final Erasures erasures;
    private final List<Copies> copies;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;

    ForgettingDocuments(ArchiveInbox inbox, PayloadStore store, RawPayloads payloads, Erasures erasures,
            List<Copies> copies, AuditTrail audit, TransactionalOperator transaction) {
        this.inbox = inbox;
        this.store = store;
        this.payloads = payloads;
        this.erasures = erasures;
        this.copies = copies;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Removes some whose time is over; true if there may be more. */
    Mono<Boolean> sweep() {
        return payloads.expired()
                .flatMap(some -> delete(some)
                        .then(Mono.defer(() -> drop(some).as(transaction::transactional)))
                        .then(Mono.defer(payloads::forgetDocuments))
                        .map(full -> full || !some.isEmpty()));
    }

    private Mono<Void> drop(List<UUID> some) {
        return payloads.remove(some)
                .flatMapIterable(Map::entrySet)
                .concatMap(of -> audit.recordBySystem("raw_payloads_dropped", of.getKey(), null,
                        Map.of("documents", of.getValue())))
                .then();
    }

    /** Removes what no row tells of; always false, since there is no more until the next time. */
    Mono<Boolean> clean() {
        return clean(INBOX_AGE, PAYLOAD_AGE);
    }

    Mono<Boolean> clean(Duration inboxAge, Duration payloadAge) {
        return blocking(() -> inbox.clean(inboxAge))
                .thenMany(Flux.range(0, PayloadStore.SHELVES))
                .concatMap(shelf -> Mono.fromCallable(() -> store.older(shelf, payloadAge))
                        .subscribeOn(Schedulers.boundedElastic()))
                .filter(old -> !old.isEmpty())
                .concatMap(old -> payloads.unknown(old).flatMap(this::delete))
                .then(Mono.just(false));
    }

    /**
     * Erases all that was received for the facility; how many documents. The rows go with the act's audit record; a file
     * that is left if the process dies then is one without a row, and removed as such. What was received before and has no
     * row yet, because it waits with another replica or is just being sealed, is dropped in its turn.
     */
    Mono<Long> erase(UUID facility, Caller caller) {
        return blocking(() -> removeWaiting(facility))
                .then(rows(facility, caller).as(transaction::transactional))
                .flatMap(erased -> delete(erased).thenReturn((long) erased.size()));
    }

    private Mono<List<UUID>> rows(UUID facility, Caller caller) {
        return erasures.alone(facility)
                .then(erasures.note(facility))
                .then(Mono.defer(() -> payloads.removeAll(facility)))
                .flatMap(erased -> audit.record("raw_payloads_erased", caller, facility, null,
                        Map.of("documents", erased.size())).thenReturn(erased))
                .flatMap(erased -> Flux.fromIterable(copies)
                        .concatMap(copy -> copy.forget(facility))
                        .then(Mono.just(erased)));
    }

    private void removeWaiting(UUID facility) throws IOException {
        for (UUID batch : inbox.waiting()) {
            if (inbox.isOf(batch, facility)) {
                inbox.remove(batch);
            }
        }
    }

    /** Their files. */
    private Mono<Void> delete(List<UUID> some) {
        return blocking(() -> {
            for (UUID payload : some) {
                store.delete(payload);
            }
        });
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
