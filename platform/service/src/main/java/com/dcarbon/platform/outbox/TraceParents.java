// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

/** The current trace as a {@code traceparent} header (W3C Trace Context), so that it can wait in a row. */
final class TraceParents {
    static final String HEADER = "traceparent";

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    TraceParents(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Empty if nothing is being traced. */
    String current() {
        Span span = tracer == null ? null : tracer.currentSpan();
        if (span == null || propagator == null) {
            return "";
        }
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(span.context(), carrier, (_, key, value) -> carrier.put(key, value));
        return carrier.getOrDefault(HEADER, "");
    }
}
