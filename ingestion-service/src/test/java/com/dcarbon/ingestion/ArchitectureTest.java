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
                "export -> interval, meter", "source -> interval", "espi -> interval", "line -> source",
                "greenbutton -> access, espi, interval, line, source",
                "utilityapi -> access, interval, line, meter, source",
                "sync -> facility, interval, meter, source");
    }
}
