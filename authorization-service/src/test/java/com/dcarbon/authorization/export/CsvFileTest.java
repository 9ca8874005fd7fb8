// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    @Test
    void isReadBackAsItWasWritten() {
        List<List<String>> lines = parsed(AView.document(3, List.of()));

        assertThat(lines).extracting(List::size).as("every line has the same number of fields").containsOnly(11);
        assertThat(row(lines, "Name")).startsWith("Name", "Müller \"Roof\", Łódź & Αθήνα 山田 שלום 𝒳");
        assertThat(row(lines, "Address")).startsWith("Address", "1 Main St, Fresno, CA 93650");
        assertThat(row(lines, "Status")).startsWith("Status", "Failed");
        assertThat(row(lines, "2026-11-20 08:15:01")).startsWith("2026-11-20 08:15:01", "2", "Failed", "Ольга Оwner",
                "user-1", "203.0.113.7", "Timed out (access_denied)");
        assertThat(row(lines, "1009876543")).startsWith("1009876543", "sp-1", "5551234", "1 MAIN ST, FRESNO CA",
                "electric", "Generation", "NEM2-TOU", "2026-08-22 07:00:00", "2026-11-20 08:00:00", "1",
                "2026-11-20 08:00:00");
        assertThat(row(lines, "Delivered").get(1)).contains("8640 intervals");
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("2026-11-20 08:15:00", "authorization_failed",
                "system:authorization-service", "", "provider_id: pge; attempt: 3; note: a, b"));
        assertThat(row(lines, "Made by")).startsWith("Made by", "Ada Admin (admin)");
        assertThat(row(lines, "Made at (UTC)")).startsWith("Made at (UTC)", "2026-11-20 08:15:00");
    }

    @Test
    void letsNothingRunAsAFormula() {
        List<List<String>> lines = parsed(AView.document(1, List.of()));

        assertThat(row(lines, "User").get(1)).isEqualTo("'=HYPERLINK(\"http://evil.example\")");
        assertThat(row(lines, "Installer").get(1)).isEqualTo("'+Sun");
        assertThat(lines).allSatisfy(line -> assertThat(line).noneMatch(field -> field.matches("(?s)[=+\\-@\\t].*")));
    }

    /** What a spreadsheet that takes semicolons or tabs for separators makes of it, which sees no quotes inside a field. */
    @ParameterizedTest
    @ValueSource(strings = {"a;=1+1", "a; =1+1", "a\t=1+1", "a\n@SUM(1)", "a\r\n+1", "a;\"=1+1\"", "a|-1+1", "=1+1",
            " =1+1", "\t=1", "\n=1", "\u00a0=1", "＝1+1", "a;＋1", "\"=1\"", "-1+1", "+15551234567", "-", "@x"})
    void letsNoFormulaBeginBehindWhatAnotherLanguageTakesForASeparator(String value) {
        String text = new String(CsvFile.of(document(value)), StandardCharsets.UTF_8);

        assertThat(text.substring(1).split("[,;|\t\r\n]")).allSatisfy(
                piece -> assertThat(piece.strip().replace("\"", "").strip()).doesNotMatch("(?s)[=+\\-@＝＋－＠].*"));
        assertThat(parsed(document(value)).stream().flatMap(List::stream))
                .as("the value is whole but for apostrophes")
                .anySatisfy(field -> assertThat(field.replace("'", "")).isEqualTo(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-12.5", "-3", "12", "a;b", "9;10", "a - b", "x=1", "e@example.com", "it's",
            "provider_id: pge; attempt: 3", "two\nlines", "1-2;3-4"})
    void leavesEverythingElseAsItIs(String value) {
        assertThat(parsed(document(value)).stream().flatMap(List::stream)).contains(value);
    }

    private static ExportDocument document(String value) {
        return new ExportDocument("Title", "subject", List.of(List.of("Value", value)), List.of());
    }

    @Test
    void saysWhatWasNotAvailable() {
        List<List<String>> lines = parsed(AView.document(1,
                List.of("facility", "meters", "interval_summary", "audit_log")));

        assertThat(row(lines, "Not available").get(1)).isEqualTo("Facility, Meters, Interval summary, Audit log");
        assertThat(lines.stream().filter(line -> line.getFirst().startsWith("Not available: "))).hasSize(4);
    }

    private static List<String> row(List<List<String>> lines, String first) {
        return lines.stream().filter(line -> line.getFirst().equals(first)).findFirst().orElseThrow();
    }

    /** RFC 4180, section 2, after the byte order mark. */
    private static List<List<String>> parsed(ExportDocument document) {
        String text = new String(CsvFile.of(document), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF").endsWith("\r\n");
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int at = 1; at < text.length(); at++) {
            char character = text.charAt(at);
            if (quoted ? character == '"' : character == '"' && field.isEmpty()) {
                boolean doubled = quoted && at + 1 < text.length() && text.charAt(at + 1) == '"';
                if (doubled) {
                    field.append(text.charAt(++at));
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (character == ',' || character == '\r')) {
                line.add(field.toString());
                field.setLength(0);
                if (character == '\r') {
                    lines.add(List.copyOf(line));
                    line.clear();
                    at++;
                }
            } else {
                field.append(character);
            }
        }
        return lines;
    }
}
