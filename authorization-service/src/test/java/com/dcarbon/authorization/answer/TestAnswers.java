// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import com.dcarbon.authorization.TestKeyset;
import com.dcarbon.authorization.keyset.TestKeys;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Kept answers for tests without a service around them. */
public final class TestAnswers {
    private TestAnswers() {}

    public static KeptAnswers in(Path folder) throws IOException {
        Path keyset = Files.writeString(Files.createTempFile(folder, "keyset", ".json"), TestKeyset.fresh());
        return at(folder.resolve("answers"), keyset, Clock.systemUTC());
    }

    /** As a process that begins now. */
    static KeptAnswers at(Path directory, Path keyset, Clock clock) throws IOException {
        return new KeptAnswers(new AnswerSettings(directory), TestKeys.cipher(keyset), new SimpleMeterRegistry(),
                clock);
    }
}
