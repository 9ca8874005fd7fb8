// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.EnumMap;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what streams send. */
@Component
class StreamCounts {
    private final Map<ChangeKind, Counter> sent = new EnumMap<>(ChangeKind.class);
    private final Counter failures;

    StreamCounts(MeterRegistry metrics) {
        for (ChangeKind kind : ChangeKind.values()) {
            sent.put(kind, metrics.counter("dcarbon.stream.events", "kind", kind.wire()));
        }
        this.failures = metrics.counter("dcarbon.stream.failures");
    }

    void sent(ChangeKind kind) {
        Counter counter = sent.get(kind);
        if (counter != null) {
            counter.increment();
        }
    }

    /** A stream could not look for changes. */
    void failed() {
        failures.increment();
    }
}
