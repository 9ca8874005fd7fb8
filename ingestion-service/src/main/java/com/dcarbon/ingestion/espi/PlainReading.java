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
    private static final int NONE = -1;
    private static final int PERIOD = 1;
    private static final int VALUE = 2;

    private final PlainBytes bytes;
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
    private int seen;
    private int worst;
    private boolean anyQuality;
    private long startFound;
    private long lengthFound;
    private long valueFound;
    private final ReadingShape shape;

    /** Its two tags. */
    private record Tag(byte[] open, byte[] close) {
        static Tag of(String prefix, String name) {
            return new Tag(("<" + prefix + name + ">").getBytes(StandardCharsets.ISO_8859_1),
                    ("</" + prefix + name + ">").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private PlainReading(byte[] bytes, TakenReadings taken, String prefix) {
        this.bytes = new PlainBytes(bytes);
        this.taken = taken;
        this.prefix = prefix;
        this.shape = new ReadingShape(bytes);
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
        bytes.countLinesFrom(0);
    }

    /** How many line ends were in what was taken. */
    int lines() {
        return bytes.lines();
    }

    /** Takes the reading that follows, blanks before it included; tells where it ends, or -1 if none does. */
    int take(int from) {
        int linesBefore = bytes.lines();
        int end = alike(from);
        if (end < 0) {
            bytes.countLinesFrom(linesBefore);
            shape.learn(from);
            end = whole(from);
            shape.learned(end, bytes.lines() - linesBefore);
        }
        if (end < 0) {
            bytes.countLinesFrom(linesBefore);
            return NONE;
        }
        taken.add(startFound, lengthFound, (seen & VALUE) != 0, valueFound, anyQuality, worst);
        return end;
    }

    /** One that differs from the one before in its numbers alone, as nearly all do. */
    private int alike(int from) {
        int at = from;
        forget();
        for (int part = 0; part < shape.parts(); part++) {
            ReadingShape.Field field = shape.field(part);
            int begin = shape.literal(part, at);
            at = field == ReadingShape.Field.TEXT ? bytes.text(begin) : bytes.digits(begin, shape.mostDigits(part));
            if (at < 0) {
                return NONE;
            }
            switch (field) {
                case QUALITY -> addQuality();
                case START -> startFound = bytes.number();
                case DURATION -> lengthFound = bytes.number();
                case VALUE -> {
                    valueFound = bytes.number();
                    seen |= VALUE;
                }
                case TEXT -> {
                    // of no interest
                }
            }
        }
        bytes.countLinesFrom(bytes.lines() + shape.lines());
        return shape.parts() == 0 ? NONE : shape.literal(shape.parts(), at);
    }

    private void forget() {
        seen = 0;
        anyQuality = false;
        worst = Quality.UNKNOWN;
        startFound = TimePeriod.NO_START;
        lengthFound = 0;
        valueFound = 0;
    }

    private void addQuality() {
        int found = (int) bytes.number();
        worst = anyQuality ? Quality.worse(worst, found) : found;
        anyQuality = true;
    }

    private int whole(int from) {
        int at = opened(reading, bytes.blanks(from));
        if (at < 0) {
            return NONE;
        }
        forget();
        while (at >= 0) {
            at = bytes.blanks(at);
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
            int end = once(VALUE) ? closed(value, number(inside, MOST_DIGITS, ReadingShape.Field.VALUE)) : NONE;
            valueFound = bytes.number();
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
        int at = opened(code, bytes.blanks(inside));
        at = closed(code, number(at, MOST_CODE_DIGITS, ReadingShape.Field.QUALITY));
        addQuality();
        return closed(quality, bytes.blanks(at));
    }

    private int period(int inside) {
        int at = bytes.blanks(inside);
        int found = opened(duration, at);
        boolean durationFirst = found >= 0;
        if (durationFirst) {
            at = bytes.blanks(length(found));
        }
        found = opened(start, at);
        if (found >= 0) {
            at = bytes.blanks(closed(start, number(found, MOST_DIGITS, ReadingShape.Field.START)));
            startFound = bytes.number();
        }
        if (!durationFirst) {
            found = opened(duration, at);
            at = found < 0 ? at : bytes.blanks(length(found));
        }
        return closed(period, at);
    }

    private int length(int inside) {
        int end = closed(duration, number(inside, MOST_CODE_DIGITS, ReadingShape.Field.DURATION));
        lengthFound = bytes.number();
        return end;
    }

    /** What is of no interest has to be read as exactly as the rest. */
    private int passOver(int at) {
        for (Tag tag : passedOver) {
            int inside = opened(tag, at);
            if (inside >= 0) {
                int end = bytes.text(inside);
                shape.learn(ReadingShape.Field.TEXT, PlainBytes.LONGEST_TEXT, inside, end);
                return closed(tag, end);
            }
        }
        return NONE;
    }

    private int opened(Tag tag, int at) {
        return bytes.after(tag.open, at);
    }

    private int closed(Tag tag, int at) {
        return bytes.after(tag.close, at);
    }

    private int number(int from, int most, ReadingShape.Field field) {
        int end = bytes.digits(from, most);
        shape.learn(field, most, from, end);
        return end;
    }
}
