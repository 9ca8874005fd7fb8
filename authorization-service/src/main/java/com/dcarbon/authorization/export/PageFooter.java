// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.awt.Color;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** Under each page: what the document is about, and which page of how many this is. */
final class PageFooter extends PdfPageEventHelper {
    private static final float SIZE = 8;
    private static final float ROOM = 30;
    private static final float GAP = 2;
    private static final Color GREY = new Color(0x6B, 0x72, 0x80);

    private final String subject;
    private @Nullable PdfTemplate total;

    PageFooter(String subject) {
        this.subject = subject;
    }

    @Override
    public void onOpenDocument(PdfWriter writer, Document document) {
        total = writer.getDirectContent().createTemplate(ROOM, SIZE + SIZE);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        PdfContentByte canvas = writer.getDirectContent();
        float line = document.bottom() - 2 * SIZE;
        Phrase page = PdfFonts.phrase("Page " + writer.getPageNumber() + " of", SIZE, false, GREY);
        ColumnText.showTextAligned(canvas, Element.ALIGN_LEFT,
                PdfFonts.phrase("DCarbon · " + subject, SIZE, false, GREY), document.left(), line, 0);
        ColumnText.showTextAligned(canvas, Element.ALIGN_RIGHT, page, document.right() - ROOM / 2, line, 0);
        canvas.addTemplate(total, document.right() - ROOM / 2 + GAP, line);
    }

    /** How many pages there are is known at the end, and then written under all of them. */
    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        PdfTemplate number = total;
        if (number != null) {
            ColumnText.showTextAligned(number, Element.ALIGN_LEFT,
                    PdfFonts.phrase(Integer.toString(writer.getPageNumber() - 1), SIZE, false, GREY), 0, 0, 0);
        }
    }
}
