// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

import com.dcarbon.ingestion.interval.IntervalQuery;
import com.dcarbon.platform.problem.ProblemException;

/** The kinds of file. */
enum ExportFormat {
    CSV(new MediaType("text", "csv", StandardCharsets.UTF_8), CsvFile::new),
    XLSX(new MediaType("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"), IntervalWorkbook::new);

    private final MediaType type;
    private final Function<IntervalQuery, IntervalFile> file;

    ExportFormat(MediaType type, Function<IntervalQuery, IntervalFile> file) {
        this.type = type;
        this.file = file;
    }

    /** @throws ProblemException {@code invalid_request} if it is none of them */
    static ExportFormat of(@Nullable String wire) {
        return Arrays.stream(values())
                .filter(format -> format.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidField("format", "must be csv or xlsx"));
    }

    /** The value in the API, which is the file's extension, too. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    MediaType type() {
        return type;
    }

    /** An empty file for the answer to that question. */
    IntervalFile file(IntervalQuery query) {
        return file.apply(query);
    }
}
