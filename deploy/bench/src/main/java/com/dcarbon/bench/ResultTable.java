// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import java.util.ArrayList;
import java.util.List;

/** The lines side by side, for a person. */
final class ResultTable {
    private static final List<String> HEAD = List.of("what", "measured", "against", "ratio", "target", "reached");

    private ResultTable() {}

    static String of(List<Measurement> measurements) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        measurements.forEach(measurement -> rows.add(measurement.cells()));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var table = new StringBuilder();
        rows.forEach(row -> append(table, row, widths));
        return table.toString();
    }

    private static void append(StringBuilder table, List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            line.append(i == 0 ? "" : " | ").append(cell).append(" ".repeat(widths[i] - cell.length()));
        }
        table.append(line.toString().stripTrailing()).append('\n');
    }
}
