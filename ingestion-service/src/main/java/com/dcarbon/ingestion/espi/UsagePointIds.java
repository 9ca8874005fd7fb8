// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The ids by which usage points are told apart and recognised in later feeds: the last part of their path, so without
 * the subscription, which is another one after each authorization.
 */
final class UsagePointIds {
    private static final String UNNAMED = "-";

    private final Map<String, Set<String>> customers = new HashMap<>();
    private final Map<String, Set<String>> subscriptions = new HashMap<>();
    /** Those that no link names, by their place: the first, second, ... of a document that are electric, or of another kind. */
    private final Map<Long, String> unnamed = new HashMap<>();

    UsagePointIds(List<UsagePoint> points) {
        Map<String, Integer> inDocument = new HashMap<>();
        for (UsagePoint point : points) {
            String id = ownId(point);
            if (id.equals(UNNAMED)) {
                String kind = point.mayBeElectricity() ? UNNAMED : UNNAMED + point.category() + UNNAMED;
                int rank = inDocument.merge(FeedIndex.endOfDocument(point.position()) + kind, 1, Integer::sum);
                unnamed.put(point.position(), rank == 1 ? kind : kind + rank);
            }
            note(customers, id, customerOf(point));
            note(subscriptions, id, subscriptionOf(point));
        }
    }

    private static void note(Map<String, Set<String>> owners, String id, @Nullable String owner) {
        if (owner != null) {
            owners.computeIfAbsent(id, _ -> new HashSet<>()).add(owner);
        }
    }

    /** Where two customers, or else two subscriptions, have usage points of the same id, theirs is put before. */
    String of(UsagePoint point) {
        String id = ownId(point);
        if (id.equals(UNNAMED)) {
            return unnamed.getOrDefault(point.position(), UNNAMED);
        }
        Set<String> those = customers.getOrDefault(id, Set.of());
        String owner = those.isEmpty() ? subscriptionOf(point) : customerOf(point);
        int owners = (those.isEmpty() ? subscriptions.getOrDefault(id, Set.of()) : those).size();
        return owners > 1 && owner != null ? owner + "/" + id : id;
    }

    private static @Nullable String subscriptionOf(UsagePoint point) {
        return ResourcePath.idOf(pathOf(point), ResourcePath.SUBSCRIPTION);
    }

    static @Nullable String customerOf(UsagePoint point) {
        return ResourcePath.idOf(pathOf(point), ResourcePath.RETAIL_CUSTOMER);
    }

    /** Where its path does not say that it is a usage point's, that path as a whole. */
    static String ownId(UsagePoint point) {
        String id = ResourcePath.idOf(pathOf(point), ResourcePath.USAGE_POINT);
        String named = id == null ? point.links().self().findFirst().orElse(UNNAMED) : id;
        return named.replace(Link.SLASH_IN_ID, "/");
    }

    private static String pathOf(UsagePoint point) {
        return Stream.of(point.links().self(), point.links().up(), point.links().related())
                .flatMap(Function.identity())
                .map(path -> ResourcePath.upTo(path, ResourcePath.USAGE_POINT))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse("");
    }
}
