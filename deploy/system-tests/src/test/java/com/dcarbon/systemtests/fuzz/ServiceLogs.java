// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.dcarbon.local.service.Service;
import com.dcarbon.systemtests.Platform;

/** What the platform's processes have logged since a moment. */
final class ServiceLogs {
    private final Map<Path, Long> since = new LinkedHashMap<>();

    private ServiceLogs() {}

    static ServiceLogs fromNow() {
        var logs = new ServiceLogs();
        Arrays.stream(Service.values())
                .filter(service -> service != Service.NEIGHBOURS)
                .map(service -> Platform.stack().log(service.processName()))
                .forEach(file -> logs.since.put(file, size(file)));
        return logs;
    }

    /** Lines that tell of an error or hold a stack trace. */
    List<String> errors() {
        return lines().filter(ServiceLogs::isError).toList();
    }

    private static boolean isError(String line) {
        return line.contains("\"level\":\"ERROR\"") || line.contains("\"stack_trace\"") || line.startsWith("\tat ")
                || line.startsWith("Caused by: ");
    }

    private Stream<String> lines() {
        return since.entrySet().stream().flatMap(entry -> after(entry.getKey(), entry.getValue()).lines());
    }

    private static String after(Path file, long position) {
        try (FileChannel channel = FileChannel.open(file).position(position)) {
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
