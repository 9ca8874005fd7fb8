// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.dcarbon.testing.architecture.ArchitectureRules;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> keepsTheWalls() {
        return ArchitectureRules.ofService("com.dcarbon.audit", "export -> log");
    }
}
