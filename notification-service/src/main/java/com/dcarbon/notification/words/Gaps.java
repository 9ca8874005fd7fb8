// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.words;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What fills the gaps of a wording; what is not known is left out. */
public final class Gaps {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'",
            Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Map<String, String> known = new LinkedHashMap<>();

    public Gaps with(String gap, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            known.put(gap, value);
        }
        return this;
    }

    /** A value that may be empty, so that its gap closes. */
    public Gaps orNothing(String gap, @Nullable String value) {
        known.put(gap, value == null ? "" : value);
        return this;
    }

    /** To the day. */
    public Gaps day(String gap, @Nullable Instant time) {
        return with(gap, time == null ? null : DAY.format(time));
    }

    /** To the minute. */
    public Gaps minute(String gap, @Nullable Instant time) {
        return with(gap, time == null ? null : MINUTE.format(time));
    }

    Map<String, String> known() {
        return known;
    }
}
