// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The ids by which usage points are told apart and recognised in later feeds: the last part of their path, so without
 * the subscription, which is another one after each authorization.
 */
final class UsagePointIds {
    private static final String UNNAMED = "-";

    private final Set<String> ambiguous = new HashSet<>();

    UsagePointIds(List<UsagePoint> points) {
        Map<String, String> paths = new HashMap<>();
        for (UsagePoint point : points) {
            String path = pathOf(point);
            String other = paths.putIfAbsent(ownId(point), path);
            if (other != null && !other.equals(path)) {
                ambiguous.add(ownId(point));
            }
        }
    }

    /** Where two customers have usage points of the same id, the customer's id is put before. */
    String of(UsagePoint point) {
        String id = ownId(point);
        String customer = ambiguous.contains(id) ? customerOf(point) : null;
        return customer == null ? id : customer + "/" + id;
    }

    static @Nullable String customerOf(UsagePoint point) {
        return ResourcePath.idOf(pathOf(point), ResourcePath.RETAIL_CUSTOMER);
    }

    static String ownId(UsagePoint point) {
        String id = ResourcePath.idOf(pathOf(point), ResourcePath.USAGE_POINT);
        return id == null ? UNNAMED : id;
    }

    private static String pathOf(UsagePoint point) {
        return Stream.concat(point.links().self(), point.links().up())
                .map(path -> ResourcePath.upTo(path, ResourcePath.USAGE_POINT))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse("");
    }
}
