// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Up to when a custodian has readings. */
public enum Availability {
    /** Until the end of yesterday in local time: utilities publish a day late. */
    YESTERDAY,
    /** Until the last complete quarter hour. */
    LAST_QUARTER_HOUR;

    /** Days of history that a custodian keeps. */
    public static final int HISTORY_DAYS = 400;

    Period published(Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant end = switch (this) {
            case YESTERDAY -> today.atStartOfDay(zone).toInstant();
            case LAST_QUARTER_HOUR -> Instant.ofEpochSecond(now.getEpochSecond() / 900 * 900);
        };
        return new Period(today.minusDays(HISTORY_DAYS).atStartOfDay(zone).toInstant(), end);
    }
}
