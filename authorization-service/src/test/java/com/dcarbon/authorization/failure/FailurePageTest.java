// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

/** The page of failures says what people read, for every reason. */
class FailurePageTest {
    private final FailureCatalogue catalogue = new FailureCatalogue();

    @Test
    void saysWhatPeopleRead() throws IOException {
        List<String[]> rows = Files.readAllLines(Path.of("../docs/failures.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" \\| ", -1))
                .toList();

        assertThat(rows).hasSameSizeAs(FailureCode.values()).allSatisfy(row -> {
            String code = row[0].replaceAll("[|` ]", "");
            Failure failure = catalogue.of(FailureCode.valueOf(code.toUpperCase(Locale.ROOT)), "{utility}");
            assertThat(row[2]).isEqualTo(failure.message());
            assertThat(row[3]).isEqualTo(failure.action());
            assertThat(row[4].replace(" |", "")).isEqualTo(failure.retryable() ? "yes" : "no");
        });
    }
}
