// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who a process is: its number and when it began, since numbers are used again. Kept as {@code <pid> <begin>} in a file
 * that {@code deploy/local/down} reads; both must tell the begin in the same way.
 */
public final class ProcessNote {
    private static final int BEGIN_FIELD = 19;

    private ProcessNote() {}

    /** Notes the process in the file. */
    public static void write(Path file, long pid) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, pid + " " + begin(pid) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " cannot be noted in " + file, e);
        }
    }

    /** Whether the process noted in the file still runs. */
    public static boolean stillRuns(Path file) {
        try {
            String[] note = Files.readString(file).strip().split(" ", 2);
            return note.length == 2 && note[1].equals(begin(Long.parseLong(note[0])));
        } catch (IOException | NumberFormatException e) {
            return false;
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
