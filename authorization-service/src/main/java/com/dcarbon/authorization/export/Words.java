// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** Values as a document shows them. */
final class Words {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Words() {}

    /** In UTC, as spreadsheets understand it; empty for null. */
    static String time(@Nullable Instant time) {
        return time == null ? "" : UTC.format(time);
    }

    /** The same of an RFC 3339 time; anything else stays as it is. */
    static String time(JsonNode time) {
        try {
            return time.isString() ? time(Instant.parse(time.asString())) : text(time);
        } catch (DateTimeParseException _) {
            return text(time);
        }
    }

    /** Empty for null and for what is not there. */
    static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : value.isValueNode() ? value.asString() : value.toString();
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** A code as people read it: {@code reauthorization_required} is "Reauthorization required". */
    static String code(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return "";
        }
        String words = code.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static String code(JsonNode code) {
        return code(text(code));
    }
}
