// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.dcarbon.testing.architecture.ArchitectureRules;

class NeighboursArchitectureTest {

    @TestFactory
    Stream<DynamicTest> keepsTheWalls() {
        return ArchitectureRules.ofPlatform("com.dcarbon.neighbours");
    }
}
