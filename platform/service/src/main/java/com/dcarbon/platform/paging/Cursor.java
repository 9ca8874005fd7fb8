// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.paging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

/**
 * The sort key of the last row that a caller has seen, opaque to callers. Its parts are text; the list that reads them
 * knows what they are.
 */
public final class Cursor {
    private static final String SEPARATOR = "\u001f";

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final List<String> parts;

    private Cursor(List<String> parts) {
        this.parts = parts;
    }

    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
    }

    /** @throws ProblemException {@code invalid_cursor} unless it is a cursor of that many parts */
    public static Cursor decode(String encoded, int parts) {
        try {
            String joined = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            List<String> decoded = List.of(joined.split(SEPARATOR, -1));
            if (decoded.size() == parts) {
                return new Cursor(decoded);
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw invalid();
    }

    public String encoded() {
        byte[] joined = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined);
    }

    public String text(int part) {
        return parts.get(part);
    }

    public UUID uuid(int part) {
        try {
            return UUID.fromString(text(part));
        } catch (IllegalArgumentException _) {
            throw invalid();
        }
    }

    public Instant instant(int part) {
        try {
            Instant time = Instant.parse(text(part));
            // What no row can hold was not made by us, and the database would refuse it.
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw invalid();
            }
            return time;
        } catch (DateTimeParseException _) {
            throw invalid();
        }
    }

    public long number(int part) {
        try {
            return Long.parseLong(text(part));
        } catch (NumberFormatException _) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(CommonProblem.INVALID_CURSOR, "The cursor does not belong to this list.");
    }
}
