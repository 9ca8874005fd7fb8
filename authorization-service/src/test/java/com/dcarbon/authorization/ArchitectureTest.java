// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.dcarbon.testing.architecture.ArchitectureRules;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> keepsTheWalls() {
        return ArchitectureRules.ofService("com.dcarbon.authorization",
                "lifecycle -> columns, failure", "token -> columns, failure, lifecycle",
                "session -> columns, facility, failure, lifecycle, token", "hint -> columns, token",
                "greenbutton -> failure, hint, session, token",
                "internal -> token", "record -> columns, failure");
    }
}
