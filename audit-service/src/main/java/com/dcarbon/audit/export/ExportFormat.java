// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

import com.dcarbon.platform.problem.ProblemException;

/** The kinds of file. */
enum ExportFormat {
    CSV(new MediaType("text", "csv", StandardCharsets.UTF_8)),
    NDJSON(new MediaType("application", "x-ndjson"));

    private final MediaType type;

    ExportFormat(MediaType type) {
        this.type = type;
    }

    /** @throws ProblemException {@code invalid_request} if it is none of them */
    static ExportFormat of(@Nullable String wire) {
        return Arrays.stream(values())
                .filter(format -> format.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidField("format", "must be csv or ndjson"));
    }

    /** The value in the API, which is the file's extension, too. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    MediaType type() {
        return type;
    }
}
