// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Takes the paths of ESPI resources apart: {@code …/UsagePoint/{u}/MeterReading/{m}/IntervalBlock/{b}}. */
final class ResourcePath {
    static final String USAGE_POINT = "usagepoint";
    static final String METER_READING = "meterreading";
    static final String INTERVAL_BLOCK = "intervalblock";
    static final String READING_TYPE = "readingtype";
    static final String LOCAL_TIME_PARAMETERS = "localtimeparameters";
    static final String RETAIL_CUSTOMER = "retailcustomer";

    static final String SUBSCRIPTION = "subscription";

    private static final Set<String> OWNERS = Set.of(RETAIL_CUSTOMER, SUBSCRIPTION);
    private static final Set<String> USAGE = Set.of(USAGE_POINT, METER_READING, READING_TYPE, LOCAL_TIME_PARAMETERS,
            INTERVAL_BLOCK);

    private ResourcePath() {}

    /** Whether it is the name of a resource that tells of usage. */
    static boolean isUsage(String local) {
        return USAGE.contains(local);
    }

    /** What stands before the last segment of that name, or null if there is none. */
    static @Nullable String before(String path, String kind) {
        int at = lastIndexOf(path, kind);
        return at < 0 ? null : path.substring(0, at);
    }

    /** The path up to and with the id that follows the last segment of that name; null without an id. */
    static @Nullable String upTo(String path, String kind) {
        int at = lastIndexOf(path, kind);
        int id = at + kind.length() + 2;
        if (at < 0 || id >= path.length()) {
            return null;
        }
        int end = path.indexOf('/', id);
        return end < 0 ? path : path.substring(0, end);
    }

    /** The id that follows the last segment of that name, or null. */
    static @Nullable String idOf(String path, String kind) {
        String whole = upTo(path, kind);
        return whole == null ? null : whole.substring(whole.lastIndexOf('/') + 1);
    }

    static boolean names(String path, String kind) {
        return lastIndexOf(path, kind) >= 0;
    }

    /** The path from the usage point on, which stays the same where a utility writes one resource in two ways. */
    static @Nullable String tail(String path) {
        int at = lastIndexOf(path, USAGE_POINT);
        return at < 0 ? null : path.substring(at);
    }

    /** Whether the paths do not name two different customers, nor two different subscriptions. */
    static boolean mayBeOfOneOwner(String one, String other) {
        return OWNERS.stream().allMatch(kind -> {
            String owner = idOf(one, kind);
            String otherOwner = idOf(other, kind);
            return owner == null || otherOwner == null || owner.equals(otherOwner);
        });
    }

    private static int lastIndexOf(String path, String kind) {
        int at = path.lastIndexOf('/');
        while (at >= 0) {
            int end = at + 1 + kind.length();
            boolean whole = end == path.length() || end < path.length() && path.charAt(end) == '/';
            if (whole && path.regionMatches(true, at + 1, kind, 0, kind.length())) {
                return at;
            }
            at = path.lastIndexOf('/', at - 1);
        }
        return -1;
    }
}
