// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import com.dcarbon.testing.architecture.ArchitectureRules;

class SimulatorArchitectureTest {
    @TestFactory
    Stream<DynamicTest> keepsTheWalls() {
        return ArchitectureRules.ofService("com.dcarbon.simulator", "customer -> custodian",
                "espi -> customer", "oauth -> custodian, customer", "resource -> custodian, customer, espi, oauth",
                "notice -> custodian", "aggregator -> custodian, customer, fault, oauth, traffic",
                "traffic -> custodian, customer, fault, notice, oauth",
                "control -> aggregator, custodian, customer, fault, notice, oauth, traffic");
    }
}
