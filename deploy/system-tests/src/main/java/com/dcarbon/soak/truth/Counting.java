// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Two collections side by side. */
final class Counting {
    private Counting() {}

    static <T> Map<String, List<T>> groups(Collection<T> all, Function<T, String> key) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        all.forEach(each -> groups.computeIfAbsent(key.apply(each), _ -> new ArrayList<>()).add(each));
        return groups;
    }

    /**
     * Where the number of members with the same key differs.
     *
     * @param one what the left ones are, in words
     * @param other what the right ones are
     */
    static <L, R> List<String> differences(String one, Map<String, List<L>> left, String other,
            Map<String, List<R>> right) {
        List<String> differences = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>(left.keySet());
        keys.addAll(right.keySet());
        for (String key : keys) {
            List<L> lefts = left.getOrDefault(key, List.of());
            List<R> rights = right.getOrDefault(key, List.of());
            if (lefts.size() != rights.size()) {
                differences.add("%s: %d %s %s, but %d %s %s".formatted(key, lefts.size(), one, lefts, rights.size(),
                        other, rights));
            }
        }
        return differences;
    }
}
