// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;

/** Reads the values of a patch; each reader throws {@link InvalidValue} for what cannot be meant. */
final class PatchValues {
    private static final BigDecimal LARGEST_SYSTEM_KW = BigDecimal.valueOf(1_000_000);
    private static final int MOST_DECIMALS = 3;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final Set<String> COUNTRIES = Set.of(java.util.Locale.getISOCountries());

    private PatchValues() {}

    static Function<JsonNode, String> text(int longest) {
        return value -> text(value, longest);
    }

    private static String text(JsonNode value, int longest) {
        if (!value.isString()) {
            throw new InvalidValue("must be text");
        }
        String text = value.stringValue().strip();
        if (text.isEmpty()) {
            throw new InvalidValue("must not be blank; null removes it");
        }
        if (text.length() > longest) {
            throw new InvalidValue("must have at most " + longest + " characters");
        }
        if (!PlainText.is(text)) {
            throw new InvalidValue(PlainText.MESSAGE);
        }
        return text;
    }

    static String country(JsonNode value) {
        String country = text(value, 2);
        if (!COUNTRIES.contains(country)) {
            throw new InvalidValue("must be a country's two letters, for example US");
        }
        return country;
    }

    /** One of some words, as {@code parser} knows them. */
    static <E extends Enum<E>> Function<JsonNode, E> choice(Function<String, E> parser, String allowed) {
        return value -> {
            try {
                String word = text(value, 40);
                E choice = parser.apply(word);
                if (choice.name().toLowerCase(java.util.Locale.ROOT).equals(word)) {
                    return choice;
                }
            } catch (IllegalArgumentException _) {
                // told below
            }
            throw new InvalidValue("must be one of " + allowed);
        };
    }

    /** A system's size in kW, to the watt. */
    static BigDecimal kilowatts(JsonNode value) {
        if (!value.isNumber()) {
            throw new InvalidValue("must be a number of kW");
        }
        BigDecimal size = value.decimalValue();
        if (size.signum() <= 0 || size.compareTo(LARGEST_SYSTEM_KW) > 0) {
            throw new InvalidValue("must be more than 0 and at most " + LARGEST_SYSTEM_KW + " kW");
        }
        BigDecimal shortest = size.stripTrailingZeros();
        if (shortest.scale() > MOST_DECIMALS) {
            throw new InvalidValue("must have at most " + MOST_DECIMALS + " decimals");
        }
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    /** A day that can be meant: not before there was electricity, and not after the last one given. */
    static Function<JsonNode, LocalDate> dateUntil(LocalDate last) {
        return value -> {
            LocalDate date = date(value);
            if (date.isBefore(FIRST_DAY) || date.isAfter(last)) {
                throw new InvalidValue("must be between " + FIRST_DAY + " and " + last);
            }
            return date;
        };
    }

    private static LocalDate date(JsonNode value) {
        try {
            return LocalDate.parse(text(value, 10));
        } catch (DateTimeParseException _) {
            throw new InvalidValue("must be a date, for example 2026-11-20");
        }
    }
}
