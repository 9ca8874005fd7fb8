// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.dcarbon.testing.architecture.ArchitectureRules;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> keepsTheWalls() {
        return ArchitectureRules.ofService("com.dcarbon.ingestion", "meter -> facility", "interval -> facility, meter",
                "export -> interval, meter",
                "source -> interval", "espi -> interval", "line -> source",
                "feed -> espi, interval, source", "greenbutton -> access, espi, feed, line, source",
                "utilityapi -> access, interval, line, meter, source",
                "gap -> facility, interval, meter", "archive -> facility, line, source", "health -> source",
                "imports -> source", "quarantine -> archive, source",
                "sync -> archive, facility, gap, health, interval, meter, quarantine, schedule, source",
                "report -> facility, interval, meter, retention",
                "upload -> archive, espi, facility, feed, interval, line, source, sync");
    }
}
