// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Text of very many rows in the making, handed on piece by piece. Writes moments and exact decimals without making an
 * object of each.
 */
public final class RowText {
    /** So much is worth handing on: less costs more calls, more costs memory per reader. */
    private static final int PIECE = 48 * 1024;
    private static final int SLACK = 4 * 1024;
    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int RADIX = 10;
    /** Every number of so many digits fits into a long. */
    private static final int LONG_DIGITS = 18;

    private byte[] bytes = new byte[PIECE + SLACK];
    private int length;
    private long day = Long.MIN_VALUE;
    private byte[] date = new byte[0];
    private final byte[] digits = new byte[LONG_DIGITS + 1];

    /** Whether there is enough to hand on. */
    public boolean isPiece() {
        return length >= PIECE;
    }

    /** What has been written since the last time. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    public RowText put(String text) {
        return put(utf8(text));
    }

    public RowText put(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** Text that is written often, made once. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As RFC 3339 has it, in UTC: {@code 2026-11-20T08:15:00Z}. */
    public RowText moment(long epochSecond) {
        dateAndTime(epochSecond);
        bytes[length++] = 'Z';
        return this;
    }

    /** As RFC 3339 has it, in local time: {@code 2026-11-20T00:15:00-08:00}. */
    public RowText moment(long epochSecond, int offsetSeconds) {
        dateAndTime(epochSecond + offsetSeconds);
        int minutes = Math.abs(offsetSeconds) / 60;
        bytes[length++] = (byte) (offsetSeconds < 0 ? '-' : '+');
        two(minutes / 60);
        bytes[length++] = ':';
        two(minutes % 60);
        return this;
    }

    private void dateAndTime(long second) {
        reserve(DATE_LENGTH + 16);
        date(Math.floorDiv(second, SECONDS_OF_DAY));
        int time = (int) Math.floorMod(second, (long) SECONDS_OF_DAY);
        bytes[length++] = 'T';
        two(time / 3600);
        bytes[length++] = ':';
        two(time / 60 % 60);
        bytes[length++] = ':';
        two(time % 60);
    }

    private void date(long epochDay) {
        if (epochDay != day) {
            day = epochDay;
            date = utf8(LocalDate.ofEpochDay(epochDay).toString());
        }
        put(date);
    }

    private void two(int number) {
        bytes[length++] = (byte) ('0' + number / RADIX);
        bytes[length++] = (byte) ('0' + number % RADIX);
    }

    /** Exactly, without exponent and without zeros that say nothing: {@code -0.05}. */
    public RowText decimal(BigDecimal number) {
        if (number.precision() > LONG_DIGITS || Math.abs(number.scale()) > LONG_DIGITS) {
            return put(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
        }
        long unscaled = number.unscaledValue().longValue();
        int scale = number.scale();
        while (scale > 0 && unscaled % RADIX == 0) {
            unscaled /= RADIX;
            scale--;
        }
        return decimal(unscaled, scale);
    }

    private RowText decimal(long unscaled, int scale) {
        reserve(3 * LONG_DIGITS);
        if (unscaled < 0) {
            bytes[length++] = '-';
        }
        int count = digits(Math.abs(unscaled));
        for (int place = Math.max(count, scale + 1) - 1; place >= 0; place--) {
            bytes[length++] = place < count ? digits[place] : (byte) '0';
            if (place == scale && scale > 0) {
                bytes[length++] = '.';
            }
        }
        for (int zero = scale; zero < 0 && unscaled != 0; zero++) {
            bytes[length++] = '0';
        }
        return this;
    }

    /** The last digit first. */
    private int digits(long number) {
        int count = 0;
        long rest = number;
        do {
            digits[count++] = (byte) ('0' + rest % RADIX);
            rest /= RADIX;
        } while (rest > 0);
        return count;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
