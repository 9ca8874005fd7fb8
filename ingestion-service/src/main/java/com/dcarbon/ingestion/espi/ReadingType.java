// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a series mean. Every field may be absent.
 *
 * @param position its place in the documents
 */
record ReadingType(long position, Links links, boolean crowded, Attributes attributes) implements EspiObject {

    /** In the place of a code that is told, but is no number: not knowing it is not the same as not being told. */
    static final int UNREADABLE = Integer.MIN_VALUE;

    /** The codes as the utility wrote them. */
    record Attributes(@Nullable Integer accumulation, @Nullable Integer commodity, @Nullable Integer dataQualifier,
            @Nullable Integer defaultQuality, @Nullable Integer flowDirection, @Nullable Integer intervalLength,
            @Nullable Integer kind, @Nullable Integer powerOfTen, @Nullable Integer unit, @Nullable Integer phase,
            Bucket bucket) {

        /** The first of the codes that say what is counted which is told in words that nobody knows. */
        Optional<String> unreadable() {
            return Stream.of(Map.entry("accumulation", Optional.ofNullable(accumulation)),
                    Map.entry("commodity", Optional.ofNullable(commodity)),
                    Map.entry("data_qualifier", Optional.ofNullable(dataQualifier)),
                    Map.entry("kind", Optional.ofNullable(kind)))
                    .filter(code -> code.getValue().filter(told -> told == UNREADABLE).isPresent())
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    int powerOfTen() {
        return Objects.requireNonNullElse(attributes.powerOfTen(), 0);
    }

    /** Seconds, or 0 if not told. */
    int intervalLength() {
        return Math.max(0, Objects.requireNonNullElse(attributes.intervalLength(), 0));
    }
}
