// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what tests started, the latest first, when the last test is over: first the services, then the servers they stand
 * on. Left to the JVM's shutdown hooks, all would end at once and each would complain about the others.
 */
public final class Closing implements LauncherSessionListener {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);
    private static final Deque<AutoCloseable> latestFirst = new ArrayDeque<>();

    /** The JUnit platform finds and makes it by {@code META-INF/services}. */
    public Closing() {}

    static void atTheEnd(AutoCloseable closeable) {
        synchronized (latestFirst) {
            latestFirst.addFirst(closeable);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        synchronized (latestFirst) {
            latestFirst.forEach(Closing::close);
            latestFirst.clear();
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            log.warn("could not be closed: {}", closeable, e);
        }
    }
}
