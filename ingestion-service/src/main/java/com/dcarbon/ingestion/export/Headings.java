// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import org.dhatim.fastexcel.Worksheet;

/** The first row of a sheet, which stays in sight. */
final class Headings {
    private static final double WIDTH = 22;

    private Headings() {}

    static void write(Worksheet sheet, String... headings) {
        for (int column = 0; column < headings.length; column++) {
            sheet.value(0, column, headings[column]);
            sheet.style(0, column).bold().set();
            sheet.width(column, Math.max(WIDTH, headings[column].length() + 2.0));
        }
        sheet.freezePane(0, 1);
    }
}
