// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the text of an ESPI element may be. Of codes the schema lets any number of 16 bits pass; here only those with a
 * meaning do.
 */
final class EspiValue {
    private static final Map<String, Predicate<String>> TYPES = Map.ofEntries(
            Map.entry("uint8", number(0, 8)),
            Map.entry("uint32", number(0, 32)),
            Map.entry("int16", number(15, 15)),
            Map.entry("int48", number(47, 47)),
            Map.entry("int64", number(63, 63)),
            Map.entry("integer", text -> text.matches("[+-]?\\d+")),
            Map.entry("hex2", text -> text.matches("([0-9A-Fa-f]{2}){0,2}")),
            Map.entry("hex4", text -> text.matches("([0-9A-Fa-f]{2}){0,4}")),
            Map.entry("text32", text(32)),
            Map.entry("text64", text(64)),
            Map.entry("text256", text(256)),
            Map.entry("boolean", words("true", "false", "1", "0")),
            Map.entry("uri", text -> URI.create(text).isAbsolute()),
            Map.entry("accumulation", codes("0-4 6 9 10 12-14")),
            Map.entry("authorization", codes("0-2")),
            Map.entry("commodity", codes("0-26")),
            Map.entry("currency", codes("0 36 124 156 208 356 392 578 643 752 756 826 840 978")),
            Map.entry("flow", codes("0-5 7-21")),
            Map.entry("measurement", codes("0 2-28 31-38 40-60 64 81 90-155")),
            Map.entry("measuring", codes("0-7 10 14-16 31 50-77")),
            Map.entry("online", codes("0 1")),
            Map.entry("period", codes("0 8 11 13 22 24 32")),
            Map.entry("phase",
                    codes("0 16 17 32 33 40 41 64-66 72 96 97 128 129 132 136 193 224 225 256 272 512 528 768 769 784")),
            Map.entry("qualifier", codes("0 2 4 5 7-9 11 12 16 17 23-26")),
            Map.entry("quality", codes("0 7-19")),
            Map.entry("service", codes("0-10")),
            Map.entry("unit",
                    codes("0 2-11 21-25 27-39 41-51 53 54 61 63 65-82 100-109 111 113-120 123 125-134 137-169")),
            Map.entry("customer",
                    words("residential", "residentialAndCommercial", "residentialFarmService", "commercialIndustrial",
                            "enterprise", "other")),
            Map.entry("supplier", words("utility", "retailer", "other", "lse", "mdma", "msp")),
            Map.entry("grant", words("authorization_code", "client_credentials", "refresh_token")),
            Map.entry("token", words("Bearer")));

    private EspiValue() {}

    /** The type of that name. */
    static Predicate<String> of(String type) {
        Predicate<String> known = TYPES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("no type " + type);
        }
        return known;
    }

    /** From -2^negativeBits (0 for 0 bits) to before 2^positiveBits. */
    private static Predicate<String> number(int negativeBits, int positiveBits) {
        BigInteger least = negativeBits == 0 ? BigInteger.ZERO : BigInteger.TWO.pow(negativeBits).negate();
        BigInteger end = BigInteger.TWO.pow(positiveBits);
        return text -> text.matches("[+-]?\\d+") && new BigInteger(text).compareTo(least) >= 0
                && new BigInteger(text).compareTo(end) < 0;
    }

    private static Predicate<String> text(int characters) {
        return text -> text.codePointCount(0, text.length()) <= characters;
    }

    private static Predicate<String> words(String... words) {
        return Set.of(words)::contains;
    }

    /** Numbers and ranges of numbers between blanks. */
    private static Predicate<String> codes(String ranges) {
        return text -> text.matches("\\d{1,5}") && Arrays.stream(ranges.split(" ")).anyMatch(range -> {
            String[] ends = range.split("-");
            int code = Integer.parseInt(text);
            return Integer.parseInt(ends[0]) <= code && code <= Integer.parseInt(ends[ends.length - 1]);
        });
    }
}
