// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import com.dcarbon.bench.BenchStack;
import com.dcarbon.bench.IngestionProcess;

/** A psql that is connected already, so that only its statements are measured; this machine's, from the path. */
final class Psql implements AutoCloseable {
    private static final String END = "-- end --";

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private Psql(Process process) {
        this.process = process;
        this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8),
                1 << 16);
    }

    /** How long the first line and all lines took, in seconds, and how many there were. */
    record Timing(double first, double all, long lines) {}

    static Psql connect(BenchStack stack) throws IOException {
        String address = "postgresql://postgres:postgres@localhost:" + stack.postgres().port() + "/"
                + IngestionProcess.DATABASE;
        return new Psql(new ProcessBuilder("psql", "-X", "-q", "-A", "-t", "-F,", "-v", "ON_ERROR_STOP=1", address)
                .redirectErrorStream(true)
                .start());
    }

    /** Runs one statement or one backslash command. */
    Timing run(String command) throws IOException {
        long begin = System.nanoTime();
        long first = 0;
        commands.write(command + "\n\\echo '" + END + "'\n");
        commands.flush();
        long lines = 0;
        for (String line = line(); !END.equals(line); line = line()) {
            first = lines++ == 0 ? System.nanoTime() : first;
            if (line == null || line.contains("ERROR")) {
                throw new IOException("psql: " + line);
            }
        }
        return new Timing((first - begin) / 1e9, (System.nanoTime() - begin) / 1e9, lines);
    }

    private @Nullable String line() throws IOException {
        return answers.readLine();
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }
}
