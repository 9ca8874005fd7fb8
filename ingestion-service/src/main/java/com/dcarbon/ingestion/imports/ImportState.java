// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.imports;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.ProblemException;

/** How far an import is. */
enum ImportState {
    QUEUED,
    RUNNING,
    WAITING,
    RETRYING,
    DONE,
    FAILED,
    SUPERSEDED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ProblemException {@code invalid_request} if it is none of these */
    static @Nullable ImportState wanted(@Nullable String wire) {
        if (wire == null || wire.isEmpty()) {
            return null;
        }
        return Arrays.stream(values())
                .filter(state -> state.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidField("state",
                        "must be one of queued, running, waiting, retrying, done, failed, superseded"));
    }
}
