// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Walks through JSON of which the shape is hoped for but not certain: what is of another kind than wanted is passed over. */
final class JsonCursor {
    /** A time that cannot be read. */
    static final long UNREADABLE = Long.MIN_VALUE;

    private final JsonParser parser;

    JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    /** Does something at a place in the document. */
    @FunctionalInterface
    interface Step<T> {
        void at(T what) throws IOException;
    }

    /** Visits the members of the object that begins here; whoever visits one reads its value or leaves it. */
    void object(Step<String> member) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            member.at(name);
            if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
                parser.skipChildren();
            }
        }
    }

    /** Visits the elements of the array that begins here. */
    void array(Step<JsonCursor> element) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.at(this);
            if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
                parser.skipChildren();
            }
        }
    }

    boolean isObject() {
        return parser.hasToken(JsonToken.START_OBJECT);
    }

    boolean isArray() {
        return parser.hasToken(JsonToken.START_ARRAY);
    }

    @Nullable
    String text() {
        return parser.hasToken(JsonToken.VALUE_STRING) ? parser.getString() : null;
    }

    /** A text, or a number as it is written. */
    @Nullable
    String word() {
        return parser.hasToken(JsonToken.VALUE_NUMBER_INT) ? parser.getString() : text();
    }

    /** Whether nothing is told here, in whatever words. */
    boolean isNothing() {
        return parser.hasToken(JsonToken.VALUE_NULL) || text() instanceof String text && isNothing(text);
    }

    static boolean isNothing(String text) {
        return text.isBlank() || text.equals("null") || text.equals("nil");
    }

    /** Exactly as it is written; a number in quotes counts. */
    @Nullable
    BigDecimal decimal() {
        boolean number = parser.hasToken(JsonToken.VALUE_NUMBER_INT) || parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT);
        String text = text();
        try {
            if (number) {
                return parser.getDecimalValue();
            }
            return text == null ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A time with its offset, as epoch second. */
    long second() {
        String text = text();
        try {
            return text == null ? UNREADABLE : OffsetDateTime.parse(text).toEpochSecond();
        } catch (DateTimeParseException e) {
            return UNREADABLE;
        }
    }
}
