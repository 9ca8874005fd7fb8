// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/** Keeps an answer of a stub back until the test lets it go, so that no test races against a fixed delay. */
public final class HeldAnswers implements ResponseDefinitionTransformerV2 {
    /** The transformer's name; the answer's transformer parameter of that name is its gate. */
    public static final String HELD = "held";
    private static final int LONGEST_SECONDS = 40;
    private static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();
    private static final Set<String> ASKED_FOR = ConcurrentHashMap.newKeySet();

    /** Lets the answers behind that gate go, present and later ones. */
    public static void release(String gate) {
        gate(gate).countDown();
    }

    /** Whether somebody waits, or has waited, behind that gate. */
    public static boolean isAskedFor(String gate) {
        return ASKED_FOR.contains(gate);
    }

    private static CountDownLatch gate(String name) {
        return GATES.computeIfAbsent(name, unused -> new CountDownLatch(1));
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        String gate = event.getTransformerParameters().getString(HELD);
        ASKED_FOR.add(gate);
        try {
            if (!gate(gate).await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the answer go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return event.getResponseDefinition();
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public String getName() {
        return HELD;
    }
}
