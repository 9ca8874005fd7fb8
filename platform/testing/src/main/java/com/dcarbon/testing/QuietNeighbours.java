// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.util.List;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Keeps a test's log to what the service says: a broker in the same JVM tells hundreds of lines per test otherwise. */
final class QuietNeighbours {
    private static final List<String> TALKATIVE = List.of("kafka", "org.apache.kafka", "state.change.logger",
            "io.zonky.test");

    /** That it found no engine is no error here; {@link Engines} tells what was chosen. */
    private static final String DOCKER_SEARCH = "org.testcontainers.dockerclient.DockerClientProviderStrategy";

    private QuietNeighbours() {}

    /** To be repeated for each Spring context, since each sets its own levels. */
    static void hush() {
        LoggingSystem logging = LoggingSystem.get(QuietNeighbours.class.getClassLoader());
        TALKATIVE.forEach(name -> logging.setLogLevel(name, LogLevel.WARN));
        logging.setLogLevel(DOCKER_SEARCH, LogLevel.OFF);
    }
}
