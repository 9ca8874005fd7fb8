// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The columns that the database would date itself, because a migration gave them {@code default now()}: such a default
 * stays for the replicas of an earlier version that still run during an update, and nobody uses it any more.
 *
 * @param byTable per table its columns of that kind
 * @param otherUses where else migrations ask the database for the time: file and function
 */
record DatedColumns(Map<String, Set<String>> byTable, Set<String> otherUses) {
    /** A line that says why it takes the time of the machine, such as a right that no other clock may widen. */
    private static final Pattern ON_PURPOSE = Pattern.compile("^.*-- by the database's clock: \\w.*$",
            Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("--.*$", Pattern.MULTILINE);
    private static final Pattern TABLE = Pattern.compile("create table (\\w+) \\((.*?)\\n\\);",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMN = Pattern.compile("^\\s*(\\w+)\\s[^\\n]*\\bdefault now\\(\\)",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** Those of the migrations in that folder and below; none if there is no such folder. */
    static DatedColumns of(Path migrations) {
        DatedColumns found = new DatedColumns(new TreeMap<>(), new TreeSet<>());
        if (Files.isDirectory(migrations)) {
            try (Stream<Path> files = Files.walk(migrations)) {
                files.filter(file -> file.toString().endsWith(".sql")).forEach(found::read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private void read(Path file) {
        try {
            String rest = ON_PURPOSE.matcher(Files.readString(file)).replaceAll("");
            rest = COMMENT.matcher(rest).replaceAll("");
            rest = TABLE.matcher(rest).replaceAll(table -> Matcher.quoteReplacement(noted(table.group(1),
                    table.group(2))));
            SqlTime.in(rest).forEach(function -> otherUses.add(file.getFileName() + ": " + function));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String noted(String table, String columns) {
        return COLUMN.matcher(columns).replaceAll(column -> {
            byTable.computeIfAbsent(table, _ -> new TreeSet<>()).add(column.group(1));
            return "";
        });
    }
}
