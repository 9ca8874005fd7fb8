// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

/** Times as the API writes them: ISO 8601 with microseconds and an offset. */
final class Times {
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private Times() {}

    /** Housekeeping times are in UTC. */
    static @Nullable String utc(@Nullable Instant instant) {
        return instant == null ? null : MICROS.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Times of readings carry the utility's offset of that moment. */
    static String local(Instant instant, ZoneId zone) {
        return MICROS.format(instant.atZone(zone).toOffsetDateTime());
    }
}
