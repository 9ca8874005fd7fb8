// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.retention.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The partitions of a table, one for each year in UTC. */
public record PartitionYears(Set<Integer> existing) {

    /** Those to make, so that this year and as many after it have theirs. */
    public List<Integer> missing(Instant now, int ahead) {
        int year = yearOf(now);
        return IntStream.rangeClosed(year, year + ahead).filter(each -> !existing.contains(each)).boxed().toList();
    }

    /** How many years after the present one have theirs, without a break. */
    public int ahead(Instant now) {
        int year = yearOf(now);
        int last = year;
        while (existing.contains(last + 1)) {
            last++;
        }
        return last - year;
    }

    /**
     * Those of which nothing is needed any more: they end before both times.
     *
     * @param keptFrom what is younger is kept
     * @param heldFrom what is younger is needed by somebody
     */
    public List<Integer> outlived(Instant keptFrom, Instant heldFrom) {
        Instant first = keptFrom.isBefore(heldFrom) ? keptFrom : heldFrom;
        return existing.stream().filter(year -> !startOf(year + 1).isAfter(first)).sorted().toList();
    }

    /** Midnight of its first day in UTC. */
    public static Instant startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static int yearOf(Instant time) {
        return time.atZone(ZoneOffset.UTC).getYear();
    }
}
