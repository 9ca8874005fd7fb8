// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that promise something name tests that exist: a promise whose test is gone is found here. */
class GuaranteesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w+(?:IT|Test))\\.(\\w+)`");
    private static final int PROMISES_AT_LEAST = 25;

    @ParameterizedTest
    @ValueSource(strings = {"docs/guarantees.md", "docs/oauth-security.md", "docs/security.md"})
    void everyTestThatProvesAPromiseExists(String page) throws IOException {
        List<String> sources = testSources();
        List<MatchResult> named = NAMED_TEST
                .matcher(Files.readString(ROOT.resolve(page), UTF_8))
                .results()
                .toList();

        assertThat(named).hasSizeGreaterThan(PROMISES_AT_LEAST);
        assertThat(named.stream().filter(test -> !isIn(sources, test)).map(MatchResult::group)).isEmpty();
    }

    private static boolean isIn(List<String> sources, MatchResult test) {
        return sources.stream()
                .anyMatch(source -> source.contains("class " + test.group(1) + " ")
                        && source.contains(" " + test.group(2) + "("));
    }

    private static List<String> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("src/test/java"))
                    .filter(file -> file.toString().endsWith("IT.java") || file.toString().endsWith("Test.java"))
                    .map(GuaranteesTest::read)
                    .toList();
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
