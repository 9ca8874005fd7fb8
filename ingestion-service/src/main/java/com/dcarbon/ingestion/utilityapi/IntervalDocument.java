// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.utilityapi.rules.Datapoint;
import com.dcarbon.ingestion.utilityapi.rules.Spacing;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer with intervals, on disk and of any size. It is walked through twice, first for what its objects say about
 * their readings, which may come after these, then for the readings; in memory is one reading at a time.
 */
final class IntervalDocument {
    private final JsonMapper json;
    private final Path file;
    private final List<IntervalHead> heads = new ArrayList<>();
    /** By meter. */
    private final Map<String, Spacing> spacings = new HashMap<>();
    private @Nullable String next;
    private boolean listed;

    private IntervalDocument(JsonMapper json, Path file) {
        this.json = json;
        this.file = file;
    }

    /** Takes the readings, object by object, in the order of the document. */
    interface Taker {
        void begin(IntervalHead head) throws IOException;

        void take(ApiReading reading) throws IOException;

        void end() throws IOException;
    }

    /** @return the address of the next page, if there is one */
    static Optional<String> read(JsonMapper json, Path file, Taker taker) throws IOException {
        var document = new IntervalDocument(json, file);
        try {
            document.readHeads();
            document.readReadings(taker);
        } catch (JacksonException e) {
            throw Documents.noJson(e);
        }
        return Optional.ofNullable(document.next);
    }

    private void readHeads() throws IOException {
        try (JsonParser parser = json.createParser(file)) {
            parser.nextToken();
            var cursor = new JsonCursor(parser);
            cursor.object(name -> {
                switch (name) {
                    case "intervals" -> {
                        listed = cursor.isArray();
                        cursor.array(this::readHead);
                    }
                    case "next" -> next = cursor.isNothing() ? null : cursor.text();
                    default -> {
                        // of no use to us
                    }
                }
            });
        }
        if (!listed) {
            throw StopFetching.failed(FetchFailure.MALFORMED_FEED, "no list of intervals");
        }
    }

    private void readHead(JsonCursor cursor) throws IOException {
        var head = new HeadReader();
        cursor.object(name -> head.member(name, cursor));
        heads.add(head.head());
        spacings.computeIfAbsent(head.meter, unused -> new Spacing()).addAll(head.spacing);
    }

    /** Gathers one object's head. */
    private static final class HeadReader {
        private final List<String> qualities = new ArrayList<>();
        private String meter = "";
        private long updated;
        private final Spacing spacing = new Spacing();

        void member(String name, JsonCursor cursor) throws IOException {
            switch (name) {
                case "meter_uid" -> meter = cursor.word() instanceof String uid ? uid : "";
                case "updated" -> updated = Math.max(0, cursor.second());
                case "base" -> cursor.object(inBase -> {
                    if (inBase.equals("qualities")) {
                        cursor.array(word -> {
                            if (word.text() instanceof String quality) {
                                qualities.add(quality);
                            }
                        });
                    }
                });
                case "readings" -> cursor.array(reading -> reading.object(inReading -> {
                    if (inReading.equals("start")) {
                        started(reading.second());
                    }
                }));
                default -> {
                    // of no use to us
                }
            }
        }

        private void started(long start) {
            if (start != JsonCursor.UNREADABLE) {
                spacing.add(start);
            }
        }

        IntervalHead head() {
            return new IntervalHead(meter, updated, List.copyOf(qualities), spacing.usual(), spacing.isSparse());
        }
    }

    private void readReadings(Taker taker) throws IOException {
        try (JsonParser parser = json.createParser(file)) {
            parser.nextToken();
            var cursor = new JsonCursor(parser);
            cursor.object(name -> {
                if (name.equals("intervals")) {
                    var number = new int[1];
                    cursor.array(object -> readObject(object, head(number[0]++), taker));
                }
            });
        }
    }

    private IntervalHead head(int number) {
        IntervalHead head = heads.get(number);
        return head.among(spacings.getOrDefault(head.meter(), new Spacing()).usual());
    }

    private static void readObject(JsonCursor cursor, IntervalHead head, Taker taker) throws IOException {
        taker.begin(head);
        cursor.object(name -> {
            if (name.equals("readings")) {
                cursor.array(reading -> taker.take(reading(reading)));
            }
        });
        taker.end();
    }

    private static ApiReading reading(JsonCursor cursor) throws IOException {
        var times = new long[]{JsonCursor.UNREADABLE, JsonCursor.UNREADABLE};
        @Nullable
        BigDecimal[] kwh = new BigDecimal[1];
        List<Datapoint> points = new ArrayList<>();
        var unreadable = new boolean[1];
        cursor.object(name -> {
            switch (name) {
                case "start" -> times[0] = cursor.second();
                case "end" -> times[1] = cursor.second();
                case "kwh" -> kwh[0] = number(cursor, unreadable);
                case "datapoints" -> cursor.array(point -> points.add(datapoint(point, unreadable)));
                default -> {
                    // of no use to us
                }
            }
        });
        return new ApiReading(times[0], times[1], kwh[0], points, unreadable[0]);
    }

    private static @Nullable BigDecimal number(JsonCursor cursor, boolean[] unreadable) {
        BigDecimal number = cursor.decimal();
        unreadable[0] |= number == null && !cursor.isNothing();
        return number;
    }

    private static Datapoint datapoint(JsonCursor cursor, boolean[] unreadable) throws IOException {
        @Nullable
        String[] words = new String[3];
        @Nullable
        BigDecimal[] value = new BigDecimal[1];
        cursor.object(name -> {
            switch (name) {
                case "type" -> words[0] = cursor.text();
                case "unit" -> words[1] = cursor.text();
                case "meter_number" -> words[2] = cursor.text();
                case "value" -> value[0] = number(cursor, unreadable);
                default -> {
                    // of no use to us
                }
            }
        });
        return new Datapoint(words[0] == null ? "" : words[0], words[1], value[0], words[2]);
    }
}
