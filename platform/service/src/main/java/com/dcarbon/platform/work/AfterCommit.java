// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.work;

import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

import reactor.core.publisher.Mono;

/** Counts and tells only what has really happened: what is rolled back, and perhaps done again, was nothing. */
public final class AfterCommit {
    private AfterCommit() {}

    /** Does it once the present transaction is committed, never if it is not; at once where there is none. */
    public static Mono<Void> run(Runnable act) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(act);
                    }
                }))
                .then()
                .onErrorResume(NoTransactionException.class, _ -> Mono.fromRunnable(act));
    }
}
