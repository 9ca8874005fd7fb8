// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.espi.Refusal;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.MeterData;

/** The page for whoever looks at the quarantine names every reason that can stand there. */
class QuarantinePageTest {
    private static final Pattern REASON = Pattern.compile("`([a-z_]+)`");

    @Test
    void namesEveryReason() throws IOException {
        List<String> told = Files.readAllLines(Path.of("../docs/runbooks/not-understood.md"))
                .stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> REASON.matcher(line.substring(0, line.indexOf('|', 1))).results())
                .map(result -> result.group(1))
                .toList();

        assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(reasons().distinct().toList());
    }

    private static Stream<String> reasons() {
        Stream<String> feeds = Arrays.stream(Refusal.values()).filter(Refusal::quarantined).map(Refusal::wire);
        Stream<String> answers = Arrays.stream(Misunderstanding.values()).map(Misunderstanding::wire);
        return Stream.concat(
                Stream.of(FetchFailure.MALFORMED_FEED.code(), MeterData.CONTRADICTED, MeterData.OVERLAPPING),
                Stream.concat(feeds, answers));
    }
}
