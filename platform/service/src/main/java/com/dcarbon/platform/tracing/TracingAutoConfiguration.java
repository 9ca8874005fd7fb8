// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.tracing;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

/** Traces in rows. */
@AutoConfiguration
public class TracingAutoConfiguration {

    @Bean
    TraceParents traceParents(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator,
            ObservationRegistry observations) {
        return new TraceParents(tracer.getIfAvailable(), propagator.getIfAvailable(), observations);
    }
}
