// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import com.dcarbon.platform.csv.CsvCell;

/**
 * A document for spreadsheets: RFC 4180, in UTF-8 with a byte order mark, without which the most used one takes another
 * encoding. Every line has the same number of fields.
 */
final class CsvFile {
    private static final String LINE_END = "\r\n";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

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
        return whole.stream().map(CsvCell::of).collect(Collectors.joining(",", "", LINE_END));
    }
}
