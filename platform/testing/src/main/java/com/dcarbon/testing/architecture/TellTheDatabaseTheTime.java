// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * SQL gets the time from the injected clock, as a parameter: no statement asks the database for it, and an insert names
 * every column that the database would date otherwise. The statements are the string constants of the class files.
 */
final class TellTheDatabaseTheTime extends ArchCondition<JavaClass> {
    private static final Pattern INSERT = Pattern.compile(
            "insert\\s+into\\s+(\\w+)(?:\\s+as\\s+\\w+)?\\s*\\(([^)]*)\\)",
            Pattern.CASE_INSENSITIVE);

    private final DatedColumns dated;

    /** @param migrations the folder of the module's migrations */
    TellTheDatabaseTheTime(Path migrations) {
        super("tell the database the time");
        this.dated = DatedColumns.of(migrations);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (String text : constants(type)) {
            SqlTime.in(text)
                    .forEach(function -> violate(events, type, type.getName() + " asks the database by " + function));
            INSERT.matcher(text).results().forEach(insert -> {
                Set<String> named = Set.of(insert.group(2).strip().split("\\s*,\\s*"));
                dated.byTable()
                        .getOrDefault(insert.group(1), Set.of())
                        .stream()
                        .filter(column -> !named.contains(column))
                        .forEach(column -> violate(events, type, type.getName() + " lets the database date "
                                + insert.group(1) + "." + column));
            });
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        dated.otherUses().forEach(use -> violate(events, dated, "a migration asks the database: " + use));
    }

    private static void violate(ConditionEvents events, Object what, String message) {
        events.add(SimpleConditionEvent.violated(what, message));
    }

    private static List<String> constants(JavaClass type) {
        var source = type.getSource().orElseThrow();
        try (InputStream file = source.getUri().toURL().openStream()) {
            var pool = ClassFile.of().parse(file.readAllBytes()).constantPool();
            return StreamSupport.stream(pool.spliterator(), false)
                    .filter(StringEntry.class::isInstance)
                    .map(entry -> ((StringEntry) entry).stringValue())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
