// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Reads the small objects of a feed; all of them but the interval blocks. */
final class ObjectReader {
    private static final int MOST_FIELDS = 64;
    private static final int LONGEST_TEXT = 512;

    private ObjectReader() {}

    static UsagePoint usagePoint(XmlCursor cursor, long position, Links links, boolean crowded)
            throws IOException, MalformedFeedException {
        int depth = cursor.depth();
        Integer category = null;
        Map<String, String> deliveryPoint = Map.of();
        Map<String, String> words = new HashMap<>();
        while (cursor.nextChild(depth)) {
            switch (cursor.local()) {
                case "servicecategory" -> category = codes(texts(cursor)).get("kind");
                case "servicedeliverypoint" -> deliveryPoint = texts(cursor);
                default -> keep(cursor, words);
            }
        }
        return new UsagePoint(position, links, crowded, category, deliveryPoint.get("name"),
                deliveryPoint.get("tariffprofile"),
                words);
    }

    static ReadingType readingType(XmlCursor cursor, long position, Links links, boolean crowded)
            throws IOException, MalformedFeedException {
        Map<String, String> texts = texts(cursor);
        Map<String, @Nullable Integer> codes = codes(texts);
        return new ReadingType(position, links, crowded,
                new ReadingType.Attributes(strict(texts.get("accumulationbehaviour")),
                        strict(texts.get("commodity")), strict(texts.get("dataqualifier")), codes.get("defaultquality"),
                        strict(texts.get("flowdirection")),
                        codes.get("intervallength"), strict(texts.get("kind")),
                        strict(texts.get("poweroftenmultiplier")),
                        strict(texts.get("uom")), codes.get("phase"),
                        Bucket.of(codes)));
    }

    /** The texts of the element's direct children, by lower-case name; empty ones are left out, long ones cut. */
    static Map<String, String> texts(XmlCursor cursor) throws IOException, MalformedFeedException {
        int depth = cursor.depth();
        Map<String, String> texts = new HashMap<>();
        while (cursor.nextChild(depth)) {
            keep(cursor, texts);
        }
        return texts;
    }

    private static void keep(XmlCursor cursor, Map<String, String> texts) throws IOException, MalformedFeedException {
        boolean foreign = cursor.isForeign();
        String name = cursor.local();
        String text = cursor.text();
        if (!foreign && !text.isEmpty() && texts.size() < MOST_FIELDS) {
            texts.putIfAbsent(name, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
        }
    }

    private static Map<String, @Nullable Integer> codes(Map<String, String> texts) {
        Map<String, @Nullable Integer> codes = new HashMap<>();
        texts.forEach((name, text) -> codes.put(name, Lenient.code(text)));
        return codes;
    }

    /** A code without which the numbers mean something else. */
    private static @Nullable Integer strict(@Nullable String text) {
        return text == null ? null : Objects.requireNonNullElse(Lenient.exactCode(text), ReadingType.UNREADABLE);
    }
}
