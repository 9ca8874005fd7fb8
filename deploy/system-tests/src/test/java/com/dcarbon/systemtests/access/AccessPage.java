// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of docs/access.md: below each heading {@code ###} the calls of the part that it names. */
final class AccessPage {
    private static final Path PAGE = Path.of("../../docs/access.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final int FIRST_VISITOR = 3;

    private AccessPage() {}

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        String part = "";
        List<Visitor> columns = List.of();
        for (String line : lines()) {
            if (line.startsWith("#")) {
                part = line.startsWith("### ") ? line.substring(4).strip() : "";
            } else if (!part.isEmpty() && line.startsWith("| call |")) {
                columns = cells(line).stream().skip(FIRST_VISITOR).map(Visitor::of).toList();
            } else if (!part.isEmpty() && line.startsWith("| `")) {
                rules.add(rule(part, cells(line), columns));
            }
        }
        return rules;
    }

    private static Rule rule(String part, List<String> cells, List<Visitor> columns) {
        String[] call = code(cells.get(0)).getFirst().split(" ", 2);
        Map<Visitor, String> answers = new EnumMap<>(Visitor.class);
        for (int column = 0; column < columns.size(); column++) {
            answers.put(columns.get(column), cells.get(FIRST_VISITOR + column));
        }
        return new Rule(part, call[0], call[1], code(cells.get(1)), Expected.of(cells.get(2)), answers);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)).map(String::strip).toList();
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map((MatchResult span) -> span.group(1)).toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
