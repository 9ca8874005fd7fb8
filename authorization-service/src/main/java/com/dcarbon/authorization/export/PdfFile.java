// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.util.List;

import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** A document on pages that one can hand to an auditor: US Letter, landscape, since its tables are wide. */
final class PdfFile {
    private static final Color INK = new Color(0x1F, 0x29, 0x37);
    private static final Color ACCENT = new Color(0x0B, 0x5D, 0x4E);
    private static final Color HEAD = new Color(0xE6, 0xEF, 0xEC);
    private static final Color LINE = new Color(0xC9, 0xD3, 0xD0);
    private static final float MARGIN = 40;
    private static final float TITLE = 18;
    private static final float HEADING = 12;
    private static final float TEXT = 8;
    private static final float PADDING = 4;
    /** No heading stands alone at the end of a page. */
    private static final float ROOM_OF_HEADING = 90;
    private static final int HUNDRED = 100;
    private static final List<Integer> FACT_WIDTHS = List.of(18, 82);

    private PdfFile() {}

    static byte[] of(ExportDocument content) {
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.LETTER.rotate(), MARGIN, MARGIN, MARGIN, MARGIN + TITLE)) {
            PdfWriter writer = PdfWriter.getInstance(document, bytes);
            writer.setPageEvent(new PageFooter(content.subject()));
            document.addTitle(content.title() + ", " + content.subject());
            document.addCreator("DCarbon");
            document.open();
            document.add(paragraph(content.title(), TITLE, ACCENT, PADDING));
            document.add(table(List.of(), FACT_WIDTHS, content.facts(), true));
            content.sections().forEach(section -> add(document, writer, section));
        }
        return bytes.toByteArray();
    }

    private static void add(Document document, PdfWriter writer, Section section) {
        if (writer.getVerticalPosition(true) < document.bottom() + ROOM_OF_HEADING) {
            document.newPage();
        }
        document.add(paragraph(section.title(), HEADING, ACCENT, HEADING));
        String note = section.note();
        if (note != null) {
            document.add(paragraph(note, TEXT, INK, 0));
        } else {
            boolean facts = section.columns().size() == 2;
            document.add(table(facts ? List.of() : section.columns(), section.widths(), section.rows(), facts));
        }
    }

    private static Paragraph paragraph(String text, float size, Color color, float before) {
        var paragraph = new Paragraph(PdfFonts.phrase(text, size, size > TEXT, color));
        paragraph.setSpacingBefore(before);
        paragraph.setSpacingAfter(PADDING);
        return paragraph;
    }

    /** @param firstIsHead whether the first column names what the others say */
    private static PdfPTable table(List<String> heads, List<Integer> widths, List<List<String>> rows,
            boolean firstIsHead) {
        var table = new PdfPTable(widths.size());
        float[] relative = new float[widths.size()];
        for (int column = 0; column < relative.length; column++) {
            relative[column] = widths.get(column);
        }
        table.setWidths(relative);
        table.setWidthPercentage(HUNDRED);
        table.setSpacingBefore(PADDING);
        heads.forEach(head -> table.addCell(cell(head, true)));
        table.setHeaderRows(heads.isEmpty() ? 0 : 1);
        // A row stays whole, and moves to the next page if it must.
        table.setSplitRows(true);
        table.setSplitLate(true);
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                table.addCell(cell(row.get(column), firstIsHead && column == 0));
            }
        }
        return table;
    }

    private static PdfPCell cell(String text, boolean head) {
        var cell = new PdfPCell(PdfFonts.phrase(text, TEXT, head, INK));
        cell.setPadding(PADDING);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(LINE);
        cell.setVerticalAlignment(Element.ALIGN_TOP);
        // Hebrew runs from right to left; what begins otherwise stays as it is.
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_DEFAULT);
        if (head) {
            cell.setBackgroundColor(HEAD);
        }
        return cell;
    }
}
