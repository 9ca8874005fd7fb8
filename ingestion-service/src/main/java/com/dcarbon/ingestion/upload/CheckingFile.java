// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.dcarbon.ingestion.espi.EnergySeries;
import com.dcarbon.ingestion.espi.EspiFeed;
import com.dcarbon.ingestion.espi.FeedReport;
import com.dcarbon.ingestion.espi.MalformedFeedException;
import com.dcarbon.ingestion.espi.SpooledDocument;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

/** Reads a file to its end before anything is promised, so that whoever brought it hears at once what is wrong with it. */
final class CheckingFile {
    /** Nothing is fetched from there: a file's links lead nowhere. */
    static final String ADDRESS = "https://upload.invalid/";

    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private CheckingFile() {}

    /** From the earliest reading's start to the latest one's end. */
    record Period(Instant start, Instant end) {}

    /** @throws ProblemException that tells what is wrong with the file */
    static Period periodOf(Path file) throws IOException {
        requirePlain(file);
        try {
            return new CheckingFile().read(file);
        } catch (MalformedFeedException e) {
            throw new ProblemException(UploadProblem.NOT_GREEN_BUTTON,
                    "The file cannot be used: " + e.getMessage() + ".");
        }
    }

    /** An archive may hold anything, and any amount of it. */
    private static void requirePlain(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            int second = in.read();
            boolean zip = first == 'P' && second == 'K';
            boolean gzip = first == 0x1f && second == 0x8b;
            boolean pdf = first == '%' && second == 'P';
            if (zip || gzip || pdf) {
                throw new ProblemException(CommonProblem.UNSUPPORTED_MEDIA_TYPE,
                        "The file is " + (pdf ? "a PDF document." : "packed: unpack it, and send the XML file in it."));
            }
        }
    }

    private Period read(Path file) throws IOException, MalformedFeedException {
        var feed = new EspiFeed();
        feed.add(new SpooledDocument(ADDRESS, file));
        FeedReport report = feed.read((series, reading) -> {
            first = Math.min(first, reading.start());
            last = Math.max(last, reading.end());
        });
        boolean energy = report.series().stream().anyMatch(series -> series.readings() > 0 && !series.isRegister());
        if (!energy) {
            throw new ProblemException(UploadProblem.NOTHING_TO_IMPORT, reasons(report));
        }
        return new Period(Instant.ofEpochSecond(first), Instant.ofEpochSecond(last));
    }

    private static String reasons(FeedReport report) {
        Map<String, Long> reasons = new TreeMap<>(report.codes());
        report.refusals().forEach((reason, count) -> reasons.put(reason.wire(), count));
        long registers = report.series().stream().filter(EnergySeries::isRegister).count();
        if (registers > 0) {
            reasons.put("register", registers);
        }
        return reasons.isEmpty()
                ? "There are no interval readings (IntervalReading) in it."
                : "What it holds was left out: " + reasons.entrySet()
                        .stream()
                        .map(each -> String.format(Locale.ROOT, "%s (%d)", each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", ")) + ".";
    }
}
