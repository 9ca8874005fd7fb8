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
                "failure -> columns", "lifecycle -> columns, failure", "token -> columns, failure, keyset, lifecycle",
                "revocation -> columns, lifecycle, token",
                "session -> columns, facility, failure, lifecycle, revocation, token", "hint -> columns, token",
                "ending -> failure, lifecycle, revocation, session, token",
                "change -> ending, failure, lifecycle, session",
                "portal -> keyset, session, token",
                "greenbutton -> failure, hint, portal, revocation, session, token",
                "utilityapi -> columns, failure, hint, lifecycle, revocation, session, token",
                "internal -> hint, token", "reencryption -> columns, keyset, token",
                "rotation -> columns, lifecycle, token", "record -> columns",
                "detail -> columns, ending, failure, record",
                "export -> detail, failure, record", "retry -> columns, facility, failure, lifecycle, record, session");
    }
}
