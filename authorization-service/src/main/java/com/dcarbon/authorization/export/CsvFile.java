// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A document for spreadsheets: RFC 4180, in UTF-8 with a byte order mark, without which the most used one takes another
 * encoding. Every line has the same number of fields. What a spreadsheet would take for a formula has an apostrophe before
 * it (OWASP, CSV Injection): also inside of a value, behind what spreadsheets of other languages take for the end of a
 * field. These do not see the quotes of a field that is not their own, so that quotes alone keep nothing together.
 */
final class CsvFile {
    private static final String LINE_END = "\r\n";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** Where a field begins for one reader or another, and what begins a formula there, in full width too. */
    private static final Pattern FORMULA = Pattern.compile("(^|[;|\t\r\n])([\\s\\p{Z}\"]*)([=+\\-@＝＋－＠])");
    /** A tab or line break in front is swallowed by some, so that what follows begins the field. */
    private static final Pattern BLANK_START = Pattern.compile("^[\t\r\n]");
    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d+(\\.\\d+)?");

    private CsvFile() {}

    static byte[] of(ExportDocument document) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(document.title()));
        lines.addAll(document.facts());
        document.sections().forEach(section -> {
            lines.add(List.of());
            lines.add(List.of(section.title()));
            if (section.note() != null) {
                lines.add(List.of(section.note()));
            } else {
                lines.add(section.columns());
                lines.addAll(section.rows());
            }
        });
        int width = lines.stream().mapToInt(List::size).max().orElse(1);
        return lines.stream().map(line -> line(line, width)).collect(Collectors.joining("", BYTE_ORDER_MARK, ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(List<String> fields, int width) {
        List<String> whole = new ArrayList<>(fields);
        whole.addAll(Collections.nCopies(width - fields.size(), ""));
        return whole.stream().map(CsvFile::field).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String field(String value) {
        String harmless = harmless(value);
        return harmless.chars().anyMatch(character -> "\",;|\t\r\n".indexOf(character) >= 0)
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }

    /** The same to a reader; a number stays one. */
    private static String harmless(String value) {
        if (NEGATIVE_NUMBER.matcher(value).matches()) {
            return value;
        }
        String inside = FORMULA.matcher(value).replaceAll("$1$2'$3");
        return BLANK_START.matcher(inside).find() ? "'" + inside : inside;
    }
}
