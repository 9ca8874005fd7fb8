// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which prefix means which namespace where the reader stands. Kept here rather than by the XML parser because that one
 * gives up at a prefix that nobody declared.
 */
final class Namespaces {
    private final Map<String, Space> current = new HashMap<>();
    private final Deque<Undo> undo = new ArrayDeque<>();

    private record Undo(int depth, String prefix, @Nullable Space before) {}

    void declare(int depth, String prefix, String uri) {
        Space space = uri.isEmpty() ? Space.OTHER : Space.of(uri);
        undo.push(new Undo(depth, prefix, current.put(prefix, space)));
    }

    /** What the root is called by may have no namespace at all; then the local names decide, as with an undeclared prefix. */
    void assumeRoot(String prefix) {
        current.putIfAbsent(prefix, Space.UNDECLARED);
    }

    void leave(int depth) {
        for (Undo last = undo.peek(); last != null && last.depth() >= depth; last = undo.peek()) {
            undo.pop();
            if (last.before() == null) {
                current.remove(last.prefix());
            } else {
                current.put(last.prefix(), last.before());
            }
        }
    }

    Space of(String prefix) {
        return current.getOrDefault(prefix, prefix.isEmpty() ? Space.OTHER : Space.UNDECLARED);
    }
}
