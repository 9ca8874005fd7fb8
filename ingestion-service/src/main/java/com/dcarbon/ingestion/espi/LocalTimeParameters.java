// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * In which zone a feed's local time is, as far as its offsets tell (ESPI LocalTimeParameters). The utilities are in North
 * America: an offset with summer time stands for the zone there that has both, by whose rules old days are told, too.
 */
final class LocalTimeParameters {
    private static final int HOUR = 3_600;
    private static final int HAWAII = 10 * HOUR;
    /** By seconds to the west of UTC. */
    private static final Map<Integer, String> WITH_SUMMER_TIME = Map.of(12_600, "America/St_Johns", 14_400,
            "America/Halifax", 18_000, "America/New_York", 21_600, "America/Chicago", 25_200, "America/Denver", 28_800,
            "America/Los_Angeles", 32_400, "America/Anchorage");

    private LocalTimeParameters() {}

    /** @param texts of the element's children, by lower-case name */
    static Optional<ZoneId> zoneOf(Map<String, String> texts) {
        String told = texts.get("tzoffset");
        Integer offset = told == null ? null : Lenient.exactCode(told);
        if (offset == null) {
            return Optional.empty();
        }
        // One provider writes it with the wrong sign, and no utility is so far in the east.
        int west = Math.abs(offset);
        String zone = WITH_SUMMER_TIME.get(west);
        if (zone == null && west != HAWAII) {
            return Optional.empty();
        }
        return zone != null && hasSummerTime(texts.get("dstoffset"), texts.get("dststartrule"))
                ? Optional.of(ZoneId.of(zone))
                : withoutSummerTime(west);
    }

    private static Optional<ZoneId> withoutSummerTime(int west) {
        return west % HOUR == 0 ? Optional.of(ZoneId.of("Etc/GMT+" + west / HOUR)) : Optional.empty();
    }

    /** Rules without an offset tell of it, too. */
    private static boolean hasSummerTime(@Nullable String offset, @Nullable String rule) {
        Integer seconds = offset == null ? null : Lenient.exactCode(offset);
        return seconds == null ? rule != null : seconds != 0;
    }
}
