// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import java.util.Map;
import java.util.TreeMap;

/**
 * The time that readings cover, each moment once, however often it comes. Readings that follow one another are one span;
 * after more spans than any meter has holes nothing is known any more.
 */
final class CoveredTime {
    private static final int MOST = 5_000;

    /** Ends by starts; no two of them touch. */
    private final TreeMap<Long, Long> spans = new TreeMap<>();
    private boolean tooMany;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    /** The one that was added to last, which is not among the others meanwhile. */
    private long start;
    private long end;
    /** Where the one after it begins. */
    private long limit = Long.MAX_VALUE;

    void add(long from, long to) {
        first = Math.min(first, from);
        last = Math.max(last, to);
        if (start <= from && from <= end && to < limit) {
            end = Math.max(end, to);
        } else if (!tooMany) {
            putAside();
            join(from, to);
        }
    }

    private void putAside() {
        if (start < end) {
            spans.put(start, end);
            tooMany = spans.size() > MOST;
        }
    }

    /** Makes those that it touches one with it. */
    private void join(long from, long to) {
        start = from;
        end = to;
        for (Map.Entry<Long, Long> near = spans.floorEntry(to); near != null && near.getValue() >= start; near = spans
                .floorEntry(end)) {
            spans.remove(near.getKey());
            start = Math.min(start, near.getKey());
            end = Math.max(end, near.getValue());
        }
        Long next = spans.higherKey(end);
        limit = next == null ? Long.MAX_VALUE : next;
    }

    /** Whether there is a moment that both cover; where that is not known, whether there may be one. */
    boolean meets(CoveredTime other) {
        boolean near = first < other.last && other.first < last;
        if (!near || tooMany || other.tooMany) {
            return near;
        }
        putAside();
        other.putAside();
        return other.spans.entrySet().stream().anyMatch(span -> {
            Map.Entry<Long, Long> before = spans.lowerEntry(span.getValue());
            return before != null && before.getValue() > span.getKey();
        });
    }

    /** Whether it covers all that the other covers; not if that is not known. */
    boolean covers(CoveredTime other) {
        if (tooMany || other.tooMany) {
            return false;
        }
        putAside();
        other.putAside();
        return other.spans.entrySet().stream().allMatch(span -> {
            Map.Entry<Long, Long> around = spans.floorEntry(span.getKey());
            return around != null && around.getValue() >= span.getValue();
        });
    }
}
