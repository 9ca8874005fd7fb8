// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.dcarbon.testing.architecture.ArchitectureRules;

class StackArchitectureTest {

    @TestFactory
    Stream<DynamicTest> keepsTheWalls() {
        return ArchitectureRules.ofTools("com.dcarbon.local");
    }
}
