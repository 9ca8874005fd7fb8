// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/** Reads numbers and times as utilities write them. */
final class Lenient {
    private static final int MAX_DIGITS = 40;
    private static final int DATE_LENGTH = 10;
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private Lenient() {}

    /** A whole number; a fraction is cut off. Null where there is no number. */
    static @Nullable Long whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            BigDecimal number = decimal(text);
            return number == null || number.precision() - number.scale() > 18
                    ? null
                    : Long.valueOf(number.setScale(0, RoundingMode.FLOOR).longValueExact());
        }
    }

    /** A small code or length. Null where there is none. */
    static @Nullable Integer code(String text) {
        Long number = whole(text);
        return number == null || number.intValue() != number ? null : Integer.valueOf(number.intValue());
    }

    /** The same, but of a fraction nothing is cut off. */
    static @Nullable Integer exactCode(String text) {
        BigDecimal number = decimal(text);
        try {
            return number == null ? null : Integer.valueOf(number.intValueExact());
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** An epoch second, as a number or as a time with its zone; null where there is neither. */
    static @Nullable Long moment(String text) {
        Long number = whole(text);
        if (number != null) {
            return number;
        }
        try {
            return Long.valueOf(OffsetDateTime.parse(text).toEpochSecond());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A length in seconds, as a number or as ISO 8601 writes it; null where there is neither. */
    static @Nullable Long seconds(String text) {
        Long number = whole(text);
        if (number != null) {
            return number;
        }
        try {
            return Long.valueOf(Duration.parse(text).toSeconds());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** An exact number; null where there is none or where it is longer than any meter's. */
    static @Nullable BigDecimal decimal(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs(number.scale()) > MAX_DIGITS ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** An Atom date with or without zone, or a date alone, as epoch second; 0 if it is none of these or beyond all reason. */
    static long timestamp(String text) {
        try {
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
            }
            boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > DATE_LENGTH
                    || text.lastIndexOf('-') > DATE_LENGTH;
            Instant instant = zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            return instant.isBefore(LATEST) ? Math.max(0, instant.getEpochSecond()) : 0;
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
