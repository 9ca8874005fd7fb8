// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.time.Duration;
import java.util.Map;

import com.dcarbon.platform.database.DatabaseSignals;

import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

/** Hears when an event was committed, so that the relay need not wait for its next look. */
final class OutboxListener {
    private final DatabaseSignals signals;

    OutboxListener(ConnectionFactory connections, Duration oneRound) {
        this.signals = new DatabaseSignals(connections, oneRound);
    }

    /** Runs {@code wake} at every notification, for one round; then the caller listens anew. */
    Mono<Boolean> listen(Runnable wake) {
        return signals.listen(() -> {}, Map.of("outbox", _ -> wake.run()));
    }
}
