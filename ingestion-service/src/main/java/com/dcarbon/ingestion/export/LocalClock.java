// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/** Tells the local time of moments that lie close together; looks the zone's rules up only when they change. */
final class LocalClock {
    private final ZoneId zone;
    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;
    private ZoneOffset offset = ZoneOffset.UTC;

    LocalClock(ZoneId zone) {
        this.zone = zone;
    }

    /** Where local time stands at that epoch second, in seconds ahead of UTC. */
    int offset(long second) {
        return zoneOffset(second).getTotalSeconds();
    }

    LocalDateTime time(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, zoneOffset(second));
    }

    private ZoneOffset zoneOffset(long second) {
        if (second < from || second >= until) {
            from = second;
            Instant moment = Instant.ofEpochSecond(second);
            offset = zone.getRules().getOffset(moment);
            ZoneOffsetTransition next = zone.getRules().nextTransition(moment);
            until = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        }
        return offset;
    }
}
