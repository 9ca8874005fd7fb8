// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.nio.charset.StandardCharsets;

import com.dcarbon.ingestion.interval.rules.Quality;

/**
 * Recognises an {@code IntervalReading} that is written plainly: the names of the schema with the prefix of its block, no
 * attributes, no comments, no references, each part at most once but for the qualities, and whole numbers of at most 18
 * digits without blanks around them. Anything else is not recognised, whatever it may mean.
 */
final class PlainReading {
    /** No tag that it compares with is longer; readable memory has to follow the bytes by as much. */
    static final int LONGEST_TAG = 256;

    private static final int LONGEST_PREFIX = 64;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_CODE_DIGITS = 9;
    private static final int LONGEST_TEXT = 64;
    private static final int NONE = -1;
    private static final int PERIOD = 1;
    private static final int VALUE = 2;

    private final byte[] bytes;
    private final TakenReadings taken;
    private final String prefix;
    private final Tag reading;
    private final Tag quality;
    private final Tag code;
    private final Tag period;
    private final Tag duration;
    private final Tag start;
    private final Tag value;
    private final Tag[] passedOver;
    private int lines;
    private long number;
    private int seen;
    private int worst;
    private boolean anyQuality;
    private long startFound;
    private long lengthFound;
    private long valueFound;

    /** Its two tags. */
    private record Tag(byte[] open, byte[] close) {
        static Tag of(String prefix, String name) {
            return new Tag(("<" + prefix + name + ">").getBytes(StandardCharsets.ISO_8859_1),
                    ("</" + prefix + name + ">").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private PlainReading(byte[] bytes, TakenReadings taken, String prefix) {
        this.bytes = bytes;
        this.taken = taken;
        this.prefix = prefix;
        this.reading = Tag.of(prefix, "IntervalReading");
        this.quality = Tag.of(prefix, "ReadingQuality");
        this.code = Tag.of(prefix, "quality");
        this.period = Tag.of(prefix, "timePeriod");
        this.duration = Tag.of(prefix, "duration");
        this.start = Tag.of(prefix, "start");
        this.value = Tag.of(prefix, "value");
        this.passedOver = new Tag[]{Tag.of(prefix, "cost"), Tag.of(prefix, "tou"), Tag.of(prefix, "cpp"),
                Tag.of(prefix, "consumptionTier")};
    }

    /** @param prefix with its colon; one that is too long for a name of the schema is replaced by one that is nobody's */
    static PlainReading withPrefix(byte[] bytes, TakenReadings taken, String prefix) {
        return new PlainReading(bytes, taken, prefix.length() > LONGEST_PREFIX ? "<" : prefix);
    }

    boolean isFor(String other) {
        return prefix.equals(other);
    }

    /** Counts the lines anew. */
    void begin() {
        lines = 0;
    }

    /** How many line ends were in what was taken. */
    int lines() {
        return lines;
    }

    /** Takes the reading that follows, blanks before it included; tells where it ends, or -1 if none does. */
    int take(int from) {
        int linesBefore = lines;
        int end = whole(from);
        if (end < 0) {
            lines = linesBefore;
            return NONE;
        }
        taken.add(startFound, lengthFound, (seen & VALUE) != 0, valueFound, anyQuality, worst);
        return end;
    }

    private int whole(int from) {
        int at = opened(reading, blanks(from));
        if (at < 0) {
            return NONE;
        }
        seen = 0;
        anyQuality = false;
        worst = Quality.UNKNOWN;
        startFound = TimePeriod.NO_START;
        lengthFound = 0;
        while (at >= 0) {
            at = blanks(at);
            int end = closed(reading, at);
            if (end >= 0) {
                return end;
            }
            at = child(at);
        }
        return NONE;
    }

    private int child(int at) {
        int inside = opened(quality, at);
        if (inside >= 0) {
            return quality(inside);
        }
        inside = opened(period, at);
        if (inside >= 0) {
            return once(PERIOD) ? period(inside) : NONE;
        }
        inside = opened(value, at);
        if (inside >= 0) {
            int end = once(VALUE) ? closed(value, number(inside, MOST_DIGITS)) : NONE;
            valueFound = number;
            return end;
        }
        return passOver(at);
    }

    private boolean once(int part) {
        boolean first = (seen & part) == 0;
        seen |= part;
        return first;
    }

    private int quality(int inside) {
        int at = opened(code, blanks(inside));
        at = closed(code, number(at, MOST_CODE_DIGITS));
        int found = (int) number;
        worst = anyQuality ? Quality.worse(worst, found) : found;
        anyQuality = true;
        return closed(quality, blanks(at));
    }

    private int period(int inside) {
        int at = blanks(inside);
        int found = opened(duration, at);
        boolean durationFirst = found >= 0;
        if (durationFirst) {
            at = blanks(length(found));
        }
        found = opened(start, at);
        if (found >= 0) {
            at = blanks(closed(start, number(found, MOST_DIGITS)));
            startFound = number;
        }
        if (!durationFirst) {
            found = opened(duration, at);
            at = found < 0 ? at : blanks(length(found));
        }
        return closed(period, at);
    }

    private int length(int inside) {
        int end = closed(duration, number(inside, MOST_CODE_DIGITS));
        lengthFound = number;
        return end;
    }

    /** What is of no interest has to be read as exactly as the rest. */
    private int passOver(int at) {
        for (Tag tag : passedOver) {
            int inside = opened(tag, at);
            if (inside >= 0) {
                int end = inside;
                while (end < inside + LONGEST_TEXT && isPlainText(bytes[end])) {
                    end++;
                }
                return closed(tag, end);
            }
        }
        return NONE;
    }

    private static boolean isPlainText(byte b) {
        return b >= ' ' && b <= 'z' && b != '<' && b != '&' && b != '>';
    }

    private int blanks(int from) {
        if (from < 0) {
            return NONE;
        }
        int at = from;
        while (true) {
            byte b = bytes[at];
            if (b == '\n') {
                lines++;
            } else if (b != ' ' && b != '\t' && b != '\r') {
                return at;
            }
            at++;
        }
    }

    private int opened(Tag tag, int at) {
        return after(tag.open, at);
    }

    private int closed(Tag tag, int at) {
        return after(tag.close, at);
    }

    private int after(byte[] tag, int at) {
        if (at < 0) {
            return NONE;
        }
        for (int i = 1; i < tag.length; i++) {
            if (bytes[at + i] != tag[i]) {
                return NONE;
            }
        }
        return bytes[at] == '<' ? at + tag.length : NONE;
    }

    private int number(int from, int most) {
        if (from < 0) {
            return NONE;
        }
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int at = first;
        long found = 0;
        for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9 && at - first <= most; digit = bytes[++at] - '0') {
            found = 10 * found + digit;
        }
        number = negative ? -found : found;
        return at == first || at - first > most ? NONE : at;
    }
}
