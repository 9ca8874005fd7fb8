// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;

/** The code, the page of events and what is told to others agree on what the audit log holds. */
class AuditRecordsTest {
    private static final Path ROOT = Path.of("../..");
    private static final List<String> MODULES = List.of("platform/service", "gateway", "facility-service",
            "authorization-service", "ingestion-service", "audit-service", "notification-service");
    /** How a type is said: to the trail, to the record itself, or to a method that hands it on. */
    private static final Pattern SAID = Pattern.compile(
            "(?:\\b(?:record|recordBySystem|audited|tell)|new AuditRecord)\\(\\s*(?:Step\\.\\w+,\\s*)?\"([a-z_]+)\"");
    private static final Pattern SAID_BY_THE_DATABASE = Pattern.compile("append_audit_entry\\([^,']+,\\s*'([a-z_]+)'");
    private static final Pattern HANDED_ON = Pattern.compile(
            "(?:audit\\.record|recordBySystem|new AuditRecord)\\(\\s*(?!\"|new AuditRecord\\(|String eventType)");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)`", Pattern.MULTILINE);

    @Test
    void thePageExplainsEveryKindThatTheCodeWrites() throws IOException {
        Set<String> written = new TreeSet<>();
        sources(".java").filter(AuditRecordsTest::isAboutAuditing)
                .flatMap(code -> SAID.matcher(code).results()).forEach(said -> written.add(said.group(1)));
        sources(".sql").flatMap(code -> SAID_BY_THE_DATABASE.matcher(code).results())
                .forEach(said -> written.add(said.group(1)));

        assertThat(onThePage()).isEqualTo(written);
    }

    @Test
    void whatOthersAreToldIsInTheAuditLogToo() throws IOException {
        List<String> told = Arrays.stream(EventKind.values())
                .filter(kind -> Set.of(Topic.AUTHORIZATIONS, Topic.INTERVAL_DATA, Topic.FACILITIES)
                        .contains(kind.topic()))
                .map(EventKind::typeName)
                .toList();

        assertThat(onThePage()).containsAll(told).contains("interval_data_accessed", "authorization_viewed",
                "audit_log_accessed", "data_exported", "scheduled_sync");
    }

    /** A new place that hands a type on needs a look at {@link #SAID}. */
    @Test
    void aTypeIsALiteralWhereItIsWritten() throws IOException {
        assertThat(MODULES.stream().flatMap(module -> files(module, ".java"))
                .filter(file -> isAboutAuditing(read(file)) && HANDED_ON.matcher(read(file)).find())
                .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("AuditTrail.java", "AccessAudit.java", "Announcements.java",
                        "ChainController.java");
    }

    private static Set<String> onThePage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/events.md"), UTF_8);
        return ROW.matcher(page.substring(page.indexOf("## Audit records"))).results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAboutAuditing(String code) {
        return code.contains("AuditTrail") || code.contains("AuditRecord");
    }

    private static Stream<String> sources(String ending) {
        return MODULES.stream().flatMap(module -> files(module, ending)).map(AuditRecordsTest::read);
    }

    private static Stream<Path> files(String module, String ending) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
