// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionState;

import io.micrometer.core.instrument.MeterRegistry;

/** How sessions end, and how many are open. */
@Component
class SessionMetrics {
    private final MeterRegistry metrics;
    private final AtomicLong open = new AtomicLong();

    SessionMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        metrics.gauge("dcarbon.authorization.sessions.pending", open);
    }

    void ended(Session session, SessionState as, @Nullable Failure why) {
        metrics.counter("dcarbon.authorization.sessions", "provider", session.utility().id(), "outcome", as.wire(),
                "code", why == null ? "none" : why.code()).increment();
    }

    void measured(long openSessions) {
        open.set(openSessions);
    }
}
