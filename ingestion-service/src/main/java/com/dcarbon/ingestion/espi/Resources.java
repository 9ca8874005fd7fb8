// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All objects of one kind, found by what links say of them. Several may answer to one path: real feeds have masked and
 * colliding ids.
 */
final class Resources<T> {
    /** A feed may write one resource in any number of ways. */
    private static final int MOST_ALSO_NAMED = 10_000;

    private final String kind;
    private final List<T> all = new ArrayList<>();
    private final Map<String, List<T>> bySelf = new HashMap<>();
    private final Map<String, List<Named<T>>> byTail = new HashMap<>();
    /** What was found by {@link #byTail} already. */
    private final Map<String, List<T>> alsoNamed = new HashMap<>();
    private final Map<String, List<T>> byRelated = new HashMap<>();

    /** One of them under a path. */
    private record Named<T>(String path, T object) {}

    /** @param kind the path segment before an id of that kind */
    Resources(String kind) {
        this.kind = kind;
    }

    void add(T object, Links links) {
        all.add(object);
        alsoNamed.clear();
        Stream.concat(links.self(), links.up()).forEach(path -> {
            String own = ResourcePath.upTo(path, kind);
            if (own != null) {
                put(bySelf, own, object);
                byTail.computeIfAbsent(tail(own), unused -> new ArrayList<>(1)).add(new Named<>(own, object));
            }
        });
        links.self().forEach(path -> put(bySelf, path, object));
        links.related().forEach(path -> put(byRelated, path, object));
    }

    List<T> all() {
        return all;
    }

    /** Those whose own path that is. */
    List<T> exactly(String path) {
        return bySelf.getOrDefault(path, List.of());
    }

    /**
     * Those whose own path that is, or whose path has the same end from the kind's segment on, unless it names another
     * customer or subscription.
     */
    List<T> named(@Nullable String path) {
        if (path == null) {
            return List.of();
        }
        List<T> exact = exactly(path);
        return exact.isEmpty() ? sameEndAs(path) : exact;
    }

    private List<T> sameEndAs(String path) {
        List<T> known = alsoNamed.get(path);
        if (known != null) {
            return known;
        }
        List<T> found = sameEnd(path);
        if (!found.isEmpty() && alsoNamed.size() < MOST_ALSO_NAMED) {
            alsoNamed.put(path, found);
        }
        return found;
    }

    private List<T> sameEnd(String path) {
        return byTail.getOrDefault(tail(path), List.of())
                .stream()
                .filter(named -> ResourcePath.mayBeOfOneOwner(named.path(), path))
                .map(Named::object)
                .distinct()
                .toList();
    }

    /** Those that have a related link to that path. */
    List<T> relatedTo(@Nullable String path) {
        return path == null ? List.of() : byRelated.getOrDefault(path, List.of());
    }

    private String tail(String path) {
        String fromUsagePoint = ResourcePath.tail(path);
        if (fromUsagePoint != null) {
            return fromUsagePoint;
        }
        String before = ResourcePath.before(path, kind);
        return before == null ? path : path.substring(before.length());
    }

    private static <T> void put(Map<String, List<T>> map, String path, T object) {
        List<T> objects = map.computeIfAbsent(path, unused -> new ArrayList<>(1));
        if (objects.isEmpty() || objects.getLast() != object) {
            objects.add(object);
        }
    }
}
