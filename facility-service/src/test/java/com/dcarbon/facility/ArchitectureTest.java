// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.dcarbon.testing.architecture.ArchitectureRules;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> keepsTheWalls() {
        return ArchitectureRules.ofService("com.dcarbon.facility", "registry -> catalogue, rules",
                "following -> registry, rules", "operator -> catalogue, registry, rules",
                "change -> registry, catalogue, rules");
    }
}
