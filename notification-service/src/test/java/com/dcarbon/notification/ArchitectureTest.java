// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.dcarbon.testing.architecture.ArchitectureRules;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> keepsTheWalls() {
        return ArchitectureRules.ofService("com.dcarbon.notification",
                "announcement -> administrator, facility, inapp, mail, preference, rules, words",
                "expiry -> announcement", "inapp -> administrator, rules, stream", "mail -> facility, rules",
                "preference -> administrator, rules, words", "stream -> facility", "words -> rules");
    }
}
