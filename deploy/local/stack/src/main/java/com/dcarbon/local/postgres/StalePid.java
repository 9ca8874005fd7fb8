// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file by which PostgreSQL knows that its data are in use. One that a killed server left does no harm, unless its
 * number belongs to another process by now, as after a restart of a container: PostgreSQL would take that for a server.
 */
final class StalePid {
    private StalePid() {}

    /** Deletes the file if the process that it names is there, but is no server of these binaries. */
    static void forget(Path data, Path server) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.exists(file) && isTakenByAnother(Files.readAllLines(file).getFirst().strip(), server)) {
            Files.delete(file);
        }
    }

    private static boolean isTakenByAnother(String pid, Path server) {
        return pid.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().command())
                .filter(command -> !Path.of(command).getFileName().equals(server.getFileName()))
                .isPresent();
    }
}
