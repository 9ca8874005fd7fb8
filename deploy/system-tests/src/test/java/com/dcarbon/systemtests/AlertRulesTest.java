// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alert rules, the page of metrics and the code speak of the same metrics. */
class AlertRulesTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern METRIC = Pattern.compile("\\b(?:dcarbon|kafka)_[a-z0-9_]+");
    private static final Pattern METER = Pattern.compile("(?<!Property\\()(?<!Properties\\()\"(dcarbon\\.[a-z.]+)\"");
    private static final List<String> MODULES = List.of("platform/web", "platform/service", "gateway",
            "facility-service", "authorization-service", "ingestion-service", "audit-service", "notification-service");

    @Test
    void rulesNameOnlyMetricsThatThePageExplains() throws IOException {
        Set<String> named = rules().stream().flatMap(rule -> METRIC.matcher(rule.path("expr").asString()).results())
                .map(MatchResult::group)
                .map(name -> name.replaceFirst("(_seconds)_(count|sum|max|bucket)$", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isNotEmpty().isSubsetOf(onThePage());
    }

    @Test
    void eachRuleSaysHowBadItIsAndWhatToDo() throws IOException {
        assertThat(rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.path("alert").asString()).matches("[A-Z][A-Za-z]+");
            assertThat(rule.path("labels").path("severity").asString()).isIn("page", "ticket");
            assertThat(rule.path("annotations").path("summary").asString()).isNotBlank();
            assertThat(rule.path("annotations").path("action").asString()).isNotBlank();
        });
        assertThat(rules().stream().map(rule -> rule.path("alert").asString())).doesNotHaveDuplicates();
    }

    @Test
    void thePageExplainsEveryMetricOfTheCodeAndNoOther() throws IOException {
        Set<String> ofCode = MODULES.stream().flatMap(AlertRulesTest::meters).map(name -> name.replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> onPage = onThePage().stream().filter(name -> name.startsWith("dcarbon_"))
                .map(name -> ofCode.contains(name) ? name : name.replaceFirst("_(total|seconds)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(onPage).isEqualTo(ofCode);
    }

    private static List<JsonNode> rules() throws IOException {
        Object file = new Yaml().load(Files.readString(ROOT.resolve("deploy/observability/alerts.yaml")));
        JsonNode tree = JsonMapper.shared().valueToTree(file);
        return tree.path("groups").valueStream().flatMap(group -> group.path("rules").valueStream()).toList();
    }

    private static Set<String> onThePage() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/metrics.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", 3)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names given to meters: in files that make some, or that measure work under a name; settings aside. */
    private static Stream<String> meters(String module) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(AlertRulesTest::read)
                    .filter(code -> code.contains("import io.micrometer") || code.contains(".continued("))
                    .flatMap(code -> METER.matcher(code).results())
                    .map(literal -> literal.group(1))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
