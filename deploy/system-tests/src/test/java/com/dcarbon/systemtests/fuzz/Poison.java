// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** What has ever upset a program. None of it looks like a class name, a stack trace or a database's words. */
final class Poison {
    private static final List<String> TEXTS = List.of("", " ", "null", "undefined", "true", "[]", "{}", "*", "%", "_",
            "..", "../../etc/passwd", "' or 1=1--", "'; drop table x;--", "\\", "\\'; --", "\"", "`id`", "$(id)",
            "${7*7}",
            "#{7*7}", "${jndi:ldap://127.0.0.1/x}", "<script>alert(1)</script>", "<!DOCTYPE a [<!ENTITY b \"c\">]>&b;",
            "]]>", "{\"$ne\":null}", "=cmd|' /C calc'!A0", "@SUM(1)", "a\r\nX-Fuzzed: yes", "a\nX-Fuzzed: yes\n\nb",
            "\t",
            "a\u0000b", "\u0000", "\u0007\u001b[31m", "\u007f", "\u0085", "\u2028", "\u202egnp.exe", "\ufeff", "\ufffd",
            "\uffff", "é", "e\u0301", "İ", "ß", "ﬃ", "日本語", "🏳️‍🌈", "\ud83d\ude00", "a".repeat(300),
            "é".repeat(2_000),
            "(a+)+$", "a|b", "!x", "a & b", "a:*", "a <-> b", "'a' & !", "\"a b", "-", "--", "-a -b", "or", "%s%s%s%n",
            "javascript:alert(1)", "//evil.example", "https://evil.example/", "file:///etc/passwd",
            "http://169.254.169.254/latest");
    private static final List<String> NUMBERS = List.of("0", "-1", "-0", "1.5", "1e3", "1e400", "-1e400", "1e-400",
            "NaN",
            "Infinity", "0x10", "٣", "１２", "2147483647", "2147483648", "-2147483649", "9223372036854775807",
            "9223372036854775808", "99999999999999999999999", "1_000", "1,000", "+5", "5 ", "9".repeat(400));
    private static final List<String> TIMES = List.of("0000-00-00", "0000-01-01", "0001-01-01T00:00:00Z", "-0001-01-01",
            "9999-12-31", "9999-12-31T23:59:59.999999999Z", "10000-01-01", "+10000-01-01T00:00:00Z",
            "+999999999-12-31", "-999999999-01-01", "+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z",
            "294277-01-01T00:00:00Z", "-4714-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2026-02-30", "2026-13-01",
            "2026-11-20T25:00:00Z", "2026-11-20T08:15:00+99:00", "2026-11-20T08:15:00", "2026-11-20 08:15:00Z",
            "2026-11-20T08:15:60Z", "2026-03-08T02:30:00-08:00", "2026-11", "2026-W47", "0000-01", "9999-12",
            "-9999-01",
            "+999999999-12", "1795161600", "now", "today");
    private static final List<String> IDS = List.of("00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff", "1-1-1-1-1", "01930000-0000-7000-8000-000000000001",
            "{01930000-0000-7000-8000-000000000001}", "01930000-0000-7000-8000-00000000000g",
            "0193000000007000800000000000001", "urn:uuid:01930000-0000-7000-8000-000000000001", "1", "-1", "pge", "PGE",
            "nowhere", "self", "x".repeat(43), "_-".repeat(21) + "_");
    /** Of an address, as they are: not encoded, or wrongly so. */
    private static final List<String> ENCODINGS = List.of("%", "%2", "%zz", "%00", "%0d%0aX-Fuzzed:%20yes",
            "%c0%ae%c0%ae",
            "%ff%fe", "%ed%a0%80", "%f4%90%80%80", "%2e%2e%2f", "..%2f..%2f", "..;/", ";x=y", "a;b=c;d", "%252e%252e",
            "%5c",
            "%2f", "a%2Fb", "+", "a+b", "%u0041", "&", "=", "&&==", "a=b", "[]", "[0]", "|", "^", "<>", "\\", "`",
            "{x}",
            "\"", "é", "日", "#", "?", "??", "%3f", "%23", "@", ":", "//", "/", "*", "~");

    private Poison() {}

    /** As text, not encoded for anything yet. */
    static String text(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> Samples.pick(NUMBERS, random);
            case 1 -> Samples.pick(TIMES, random);
            case 2 -> Samples.pick(IDS, random);
            default -> Samples.pick(TEXTS, random);
        };
    }

    /** As a part of an address: mostly encoded rightly, so that it reaches who reads it. */
    static String address(RandomGenerator random) {
        return random.nextInt(4) == 0 ? Samples.pick(ENCODINGS, random) : encoded(text(random));
    }

    /** As a JSON value, not always a valid one. */
    static String json(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> Samples.pick(NUMBERS, random);
            case 1 -> quoted(Samples.pick(TIMES, random));
            case 2 -> quoted(Samples.pick(IDS, random));
            case 3 -> Samples.pick(ODD_JSON, random);
            default -> quoted(Samples.pick(TEXTS, random));
        };
    }

    /** A whole body that is no good. */
    static byte[] document(RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 -> "[".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            case 1 -> ("[".repeat(10_000) + "]".repeat(10_000)).getBytes(StandardCharsets.US_ASCII);
            case 2 -> ("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).getBytes(StandardCharsets.US_ASCII);
            case 3 -> "{\"name\":\"\ud83d\ude00\"}".getBytes(StandardCharsets.UTF_16);
            case 4 -> new byte[]{(byte) 0xff, (byte) 0xfe, 0, '{', (byte) 0xc3, '}'};
            case 5 -> "\ufeff{}".getBytes(StandardCharsets.UTF_8);
            case 6 -> " ".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
            case 7 -> ("{\"" + "k".repeat(60_000) + "\":1}").getBytes(StandardCharsets.US_ASCII);
            case 8 -> ("{\"name\":\"" + "x".repeat(400_000) + "\"}").getBytes(StandardCharsets.US_ASCII);
            case 9 -> "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>"
                    .getBytes(StandardCharsets.US_ASCII);
            case 10 -> new byte[0];
            default -> Samples.pick(ODD_JSON, random).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static final List<String> ODD_JSON = List.of("null", "[]", "{}", "true", "[null]", "[[[]]]",
            "{\"a\":{\"b\":[]}}",
            "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud800\\ud800\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\u202e\"",
            "\"\\x\"",
            "'a'", "NaN", "-", "01", "1.", ".5", "1e", "1e99999999", "1E+2147483647", "1E-2147483647", "-1E+999999999",
            "0.1234567890123456789012345678901234567890", "{\"a\":1,\"a\":2}", "{\"a\":1,}", "[1,]", "{a:1}", "/**/1",
            "1 2",
            "{", "[", "\"", "[".repeat(600) + "]".repeat(600), "{\"@type\":\"x\",\"@class\":\"y\"}",
            "{\"__proto__\":{}}",
            "\"" + "a".repeat(20_000) + "\"");

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
