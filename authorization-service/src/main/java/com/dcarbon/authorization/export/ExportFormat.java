// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

import com.dcarbon.platform.problem.ProblemException;

/** The kinds of file. */
enum ExportFormat {
    CSV(new MediaType("text", "csv", StandardCharsets.UTF_8), CsvFile::of),
    PDF(MediaType.APPLICATION_PDF, PdfFile::of);

    private final MediaType type;
    private final Function<ExportDocument, byte[]> rendering;

    ExportFormat(MediaType type, Function<ExportDocument, byte[]> rendering) {
        this.type = type;
        this.rendering = rendering;
    }

    /** @throws ProblemException {@code invalid_request} if it is none of them */
    static ExportFormat of(@Nullable String wire) {
        return Arrays.stream(values())
                .filter(format -> format.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidField("format", "must be csv or pdf"));
    }

    /** The value in the API, which is the file's extension, too. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    MediaType type() {
        return type;
    }

    /** Takes its time: not for an event loop. */
    byte[] render(ExportDocument document) {
        return rendering.apply(document);
    }
}
