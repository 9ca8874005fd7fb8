// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class PdfFileTest {

    @Test
    void saysEverythingOnPagesThatAreNumbered() throws IOException {
        List<String> pages = pages(PdfFile.of(AView.document(60, List.of())));
        String all = String.join("\n", pages);

        assertThat(pages).hasSizeGreaterThan(2);
        assertThat(pages.getFirst()).contains("Utility authorization record", "DCarbon", "Ada Admin (admin)",
                "2026-11-20 08:15:00", AView.ID.toString(), "Facility", "1 Main St, Fresno, CA 93650");
        assertThat(all).contains("Green Button", "Failed", "We have not heard back from PG&E.", "Timeline",
                "1009876543", "8640", "authorization_failed", "note: a, b");
        for (int page = 0; page < pages.size(); page++) {
            assertThat(pages.get(page)).contains("Page %d of".formatted(page + 1),
                    "Authorization " + AView.ID);
        }
    }

    @Test
    void repeatsTheHeadsOfATableThatGoesOnOverPages() throws IOException {
        List<String> pages = pages(PdfFile.of(AView.document(60, List.of())));

        assertThat(pages.stream().filter(page -> page.contains("user-"))).hasSizeGreaterThan(1)
                .allMatch(page -> page.contains("IP address") && page.contains("Attempt"));
    }

    @Test
    void showsNamesOfManyScriptsAndNamesWhatNoFontHas() throws IOException {
        String all = String.join("\n", pages(PdfFile.of(AView.document(2, List.of()))));

        assertThat(all).contains("Müller \"Roof\", Łódź & Αθήνα", "Ольга Оwner", "[U+1D4B3]");
        assertThat(PdfFonts.writable("山田 서울 שלום\t\u0000 🙂")).isEqualTo("山田 서울 שלום   [U+1F642]");
    }

    @Test
    void saysWhatWasNotAvailable() throws IOException {
        String all = String.join("\n", pages(PdfFile.of(AView.document(1, List.of("meters", "audit_log")))));

        assertThat(all).contains("Meters, Audit log").contains("did not answer when the document was made");
    }

    private static List<String> pages(byte[] pdf) throws IOException {
        Files.write(Path.of("target", "authorization.pdf"), pdf);
        List<String> pages = new ArrayList<>();
        try (var reader = new PdfReader(pdf)) {
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                pages.add(new PdfTextExtractor(reader).getTextFromPage(page));
            }
        }
        return pages;
    }
}
