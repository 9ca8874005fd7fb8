// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.tracing;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import reactor.core.publisher.Mono;

/**
 * The current trace as a {@code traceparent} header (W3C Trace Context), so that it can wait in a row, and its
 * continuation when the row's work is done.
 */
public final class TraceParents {
    /** The header's name. */
    public static final String HEADER = "traceparent";

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;
    private final ObservationRegistry observations;

    TraceParents(@Nullable Tracer tracer, @Nullable Propagator propagator, ObservationRegistry observations) {
        this.tracer = tracer;
        this.propagator = propagator;
        this.observations = observations;
    }

    /** Empty if nothing is being traced. */
    public String current() {
        Span span = tracer == null ? null : tracer.currentSpan();
        if (span == null || propagator == null) {
            return "";
        }
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(span.context(), carrier, (_, key, value) -> carrier.put(key, value));
        return carrier.getOrDefault(HEADER, "");
    }

    /**
     * Does the work as a part of the trace that a row kept, measured under a name.
     *
     * @param traceParent what {@link #current} gave when the work was ordered; a new trace begins if there is none
     * @param name of the timer and the span, for example {@code dcarbon.import}
     */
    public <T> Mono<T> continued(@Nullable String traceParent, String name, Mono<T> work) {
        return Mono.using(() -> start(traceParent, name),
                observation -> work.contextWrite(
                        context -> context.put(ObservationThreadLocalAccessor.KEY, observation)),
                Observation::stop);
    }

    private Observation start(@Nullable String traceParent, String name) {
        Map<String, String> carrier = traceParent == null ? Map.of() : Map.of(HEADER, traceParent);
        var received = new ReceiverContext<Map<String, String>>((_, key) -> carrier.get(key));
        received.setCarrier(carrier);
        return Observation.createNotStarted(name, () -> received, observations).start();
    }
}
