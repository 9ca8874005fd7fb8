// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.dcarbon.local.StackFailure;

/**
 * As whom PostgreSQL runs, for it refuses to run as root. A common user runs it as he is. Root runs it in a user
 * namespace of its own, where it is nobody to itself and root to the files; and where the kernel lets no namespace be
 * made, as in many containers, as nobody, who then needs a folder that he can reach.
 */
enum ServerUser {
    CALLER(List.of()),
    NAMESPACE(List.of("unshare", "--user")),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final Path REACHABLE = Path.of("/var/tmp");

    private final List<String> prefix;

    ServerUser(List<String> prefix) {
        this.prefix = prefix;
    }

    static ServerUser ofThisProcess() {
        if (!System.getProperty("user.name").equals("root")) {
            return CALLER;
        }
        return succeeds(NAMESPACE.command("true")) ? NAMESPACE : NOBODY;
    }

    /** The words as that user's command. */
    List<String> command(String... words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(words));
        return all;
    }

    /**
     * The folder itself if the user can work there; else, in its place, a link to one elsewhere that stays as long as
     * the link. It belongs to the user then, with all that is in it.
     */
    Path own(Path folder) {
        if (this != NOBODY) {
            return folder;
        }
        try {
            if (!Files.exists(folder)) {
                make(folder);
            }
            Path real = folder.toRealPath();
            require(List.of("chown", "-R", "65534:65534", real.toString()));
            return real;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for PostgreSQL in the place of " + folder, e);
        }
    }

    private void make(Path folder) throws IOException {
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        if (succeeds(command("test", "-x", parent.toString()))) {
            Files.createDirectory(folder);
        } else {
            Files.deleteIfExists(folder);
            Files.createSymbolicLink(folder, Files.createTempDirectory(REACHABLE, "dcarbon-" + folder.getFileName()));
        }
    }

    private static void require(List<String> words) {
        if (!succeeds(words)) {
            throw new StackFailure("PostgreSQL cannot run as root, and '" + String.join(" ", words)
                    + "' failed. Run deploy/local/up as a common user.");
        }
    }

    private static boolean succeeds(List<String> words) {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted", e);
        }
    }
}
