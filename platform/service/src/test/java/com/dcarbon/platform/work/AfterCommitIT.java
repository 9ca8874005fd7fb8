// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.sample.SampleApplication;
import com.dcarbon.testing.ServiceIT;

import reactor.core.publisher.Mono;

@ServiceIT(classes = SampleApplication.class)
class AfterCommitIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TransactionalOperator tx;
    private final AtomicInteger done = new AtomicInteger();

    @Autowired
    AfterCommitIT(TransactionalOperator tx) {
        this.tx = tx;
    }

    private Mono<Void> counting() {
        return AfterCommit.run(done::incrementAndGet);
    }

    private Mono<Void> stillNothing() {
        return Mono.fromRunnable(() -> assertThat(done).hasValue(0));
    }

    @Test
    void happensOnceTheOutermostTransactionIsCommitted() {
        counting().as(tx::transactional).then(stillNothing()).as(tx::transactional).block(PATIENCE);

        assertThat(done).hasValue(1);
    }

    @Test
    void happensNotIfTheTransactionIsRolledBack() {
        counting().then(Mono.error(new IllegalStateException("no")))
                .as(tx::transactional)
                .onErrorResume(IllegalStateException.class, _ -> Mono.empty())
                .block(PATIENCE);

        assertThat(done).hasValue(0);
    }

    @Test
    void happensAtOnceWithoutATransaction() {
        counting().block(PATIENCE);

        assertThat(done).hasValue(1);
    }
}
