// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.reencryption;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.keyset.InvalidKeysetException;
import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.dcarbon.platform.work.AfterCommit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Seals a few rows at a time anew, each few in a transaction of their own: whoever refreshes a token waits for milliseconds
 * at most, a crash loses nothing, and any number of replicas share the work.
 */
@Component
class SealingAnew {
    private static final Logger LOG = LoggerFactory.getLogger(SealingAnew.class);
    private static final int FEW = 20;
    /** A key that was taken away by mistake may come back. */
    private static final Duration TRY_AGAIN = Duration.ofHours(1);

    private final SealedRows rows;
    private final SecretCipher cipher;
    private final Counter unreadable;
    private final TransactionalOperator tx;
    private final Clock clock;

    SealingAnew(SealedRows rows, SecretCipher cipher, MeterRegistry metrics, TransactionalOperator tx, Clock clock) {
        this.rows = rows;
        this.cipher = cipher;
        this.unreadable = metrics.counter("dcarbon.authorization.tokens.unreadable");
        this.tx = tx;
        this.clock = clock;
    }

    /** Seals a few rows of each table anew; whether there were any. */
    Mono<Boolean> sealSome() {
        return Flux.fromIterable(SealedTable.ALL)
                .concatMap(this::sealSome)
                .reduce(false, Boolean::logicalOr);
    }

    private Mono<Boolean> sealSome(SealedTable table) {
        return Flux.defer(() -> rows.claim(table, cipher.primaryKeyId(), clock.instant(), FEW))
                .collectList()
                .flatMap(claimed -> Flux.fromIterable(claimed).concatMap(this::sealAnew).then()
                        .thenReturn(!claimed.isEmpty()))
                .as(tx::transactional);
    }

    private Mono<Void> sealAnew(SealedRow row) {
        return Mono.fromSupplier(() -> sealed(row))
                .flatMap(rows::store)
                .onErrorResume(InvalidKeysetException.class, _ -> passOver(row));
    }

    private SealedRow sealed(SealedRow row) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        row.texts().forEach((column, text) -> {
            var place = new Place(row.table().name(), column, row.id());
            texts.put(column, text == null ? null : cipher.seal(cipher.open(text, place), place));
        });
        return new SealedRow(row.table(), row.id(), texts);
    }

    private Mono<Void> passOver(SealedRow row) {
        Instant until = clock.instant().plus(TRY_AGAIN);
        return rows.passOver(row, until).then(AfterCommit.run(() -> {
            unreadable.increment();
            LOG.atError().addKeyValue("table", row.table().name()).addKeyValue("row", row.id())
                    .log("ALERT: a stored secret cannot be opened with any key of the keyset: was a key removed too early?");
        }));
    }
}
