// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Who a process is: its number and when it began, since numbers are used again. Kept as {@code <pid> <begin>} in a file
 * that {@code deploy/local/down} reads; both must tell the begin in the same way.
 */
public final class ProcessNote {
    private static final int BEGIN_FIELD = 19;

    private ProcessNote() {}

    /** Notes the process in the file; one that has ended by now is noted as such. */
    public static void write(Path file, long pid) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, pid + " " + beginOrNothing(pid) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " cannot be noted in " + file, e);
        }
    }

    /** The number of the process noted in the file, if it still runs. */
    public static OptionalLong running(Path file) {
        try {
            String[] note = Files.readString(file).strip().split(" ", 2);
            long pid = Long.parseLong(note[0]);
            return note.length == 2 && note[1].equals(begin(pid)) ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** When that process began, in words that only compare; empty if it has ended. */
    static String beginOrNothing(long pid) {
        try {
            return begin(pid);
        } catch (IOException e) {
            return "";
        }
    }

    private static String begin(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        return Files.exists(Path.of("/proc/self/stat")) ? beginOnLinux(Files.readString(stat)) : beginElsewhere(pid);
    }

    // Field 22 of proc_pid_stat(5), in clock ticks since boot; the name before it may itself hold blanks and brackets.
    // A process that has ended, but that its parent has not asked after yet (Z), counts as gone.
    static String beginOnLinux(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields[0].equals("Z") ? "" : fields[BEGIN_FIELD];
    }

    private static String beginElsewhere(long pid) throws IOException {
        ProcessBuilder ps = new ProcessBuilder("ps", "-o", "lstart=", "-p", Long.toString(pid));
        ps.environment().put("LC_ALL", "C");
        try (var out = ps.start().getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
