// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;

/**
 * The fonts of a document. Liberation Sans (Latin, Greek, Cyrillic, Hebrew) is embedded; Chinese, Japanese and Korean are
 * set in the reader's own fonts; of anything else the code point is named, so that nothing is left out unseen.
 */
final class PdfFonts {
    private static final BaseFont REGULAR = embedded("LiberationSans-Regular.ttf");
    private static final BaseFont BOLD = embedded("LiberationSans-Bold.ttf");
    private static final List<BaseFont> OF_READER = List.of(named("STSong-Light", "UniGB-UCS2-H"),
            named("HeiseiKakuGo-W5", "UniJIS-UCS2-H"), named("HYGoThic-Medium", "UniKS-UCS2-H"));

    private PdfFonts() {}

    static BaseFont regular() {
        return REGULAR;
    }

    static Phrase phrase(String text, float size, boolean bold, Color color) {
        var selector = new FontSelector();
        Stream.concat(Stream.of(bold ? BOLD : REGULAR), OF_READER.stream())
                .forEach(font -> selector.addFont(new Font(font, size, Font.NORMAL, color)));
        return selector.process(writable(text));
    }

    /** Without what no font has. */
    static String writable(String text) {
        var written = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isWhitespace(point) || Character.isISOControl(point)) {
                written.append(point == '\n' ? '\n' : ' ');
            } else if (hasGlyph(point)) {
                written.appendCodePoint(point);
            } else {
                written.append("[U+%04X]".formatted(point));
            }
        });
        return written.toString();
    }

    private static boolean hasGlyph(int point) {
        return Character.isBmpCodePoint(point) && (REGULAR.charExists(point) || OF_READER.stream().anyMatch(font -> font
                .charExists(point)));
    }

    private static BaseFont embedded(String name) {
        try (var file = PdfFonts.class.getResourceAsStream("/liberation/" + name)) {
            byte[] font = Objects.requireNonNull(file, name).readAllBytes();
            return BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, font, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BaseFont named(String name, String encoding) {
        try {
            return BaseFont.createFont(name, encoding, BaseFont.NOT_EMBEDDED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
