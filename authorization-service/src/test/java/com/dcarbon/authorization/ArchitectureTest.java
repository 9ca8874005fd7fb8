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
                "failure -> columns", "lifecycle -> columns, failure", "answer -> keyset",
                "token -> answer, columns, failure, keyset, lifecycle",
                "revocation -> columns, keyset, lifecycle, token",
                "session -> answer, columns, facility, failure, keyset, lifecycle, revocation, token",
                "hint -> columns, token",
                "ending -> failure, lifecycle, revocation, session, token",
                "change -> ending, failure, lifecycle, session",
                "portal -> keyset, session",
                "greenbutton -> answer, failure, hint, portal, revocation, session, token",
                "utilityapi -> columns, failure, hint, lifecycle, revocation, session, token",
                "internal -> hint, token", "reencryption -> columns, keyset",
                "rotation -> columns, lifecycle, token", "record -> columns",
                "detail -> columns, ending, failure, record",
                "export -> detail, failure, record", "retry -> columns, facility, failure, lifecycle, record, session");
    }
}
