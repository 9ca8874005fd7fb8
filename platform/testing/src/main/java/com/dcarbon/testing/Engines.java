// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.util.Map;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Decides once per JVM which engine serves the tests: a server named by the environment, else a container where a
 * Docker engine answers, else an embedded one. The tests themselves are the same on all three.
 */
final class Engines {
    private static final Logger log = LoggerFactory.getLogger(Engines.class);
    private static final Engines OF_THIS_MACHINE = new Engines(System.getenv(), Engines::dockerAnswers);

    private final Map<String, String> environment;
    private final BooleanSupplier docker;

    Engines(Map<String, String> environment, BooleanSupplier docker) {
        this.environment = environment;
        this.docker = docker;
    }

    static Engines ofThisMachine() {
        return OF_THIS_MACHINE;
    }

    /**
     * @param server its name, for the log
     * @param variable the environment variable that names a running server
     */
    Engine choose(String server, String variable) {
        Engine engine = choose(variable);
        log.info("{} for tests: {} ({} names a running one)", server, engine, variable);
        return engine;
    }

    private Engine choose(String variable) {
        if (!given(variable).isBlank()) {
            return Engine.GIVEN;
        }
        return docker.getAsBoolean() ? Engine.CONTAINER : Engine.EMBEDDED;
    }

    /** What the environment says there; empty if nothing. */
    String given(String variable) {
        return environment.getOrDefault(variable, "");
    }

    /** An installed client proves nothing, so this talks to the engine; whatever goes wrong means there is none. */
    private static boolean dockerAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException | LinkageError e) {
            log.debug("no Docker engine", e);
            return false;
        }
    }
}
