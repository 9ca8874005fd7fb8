// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.dcarbon.local.Pause;
import com.dcarbon.local.Progress;
import com.dcarbon.local.StackFailure;
import com.dcarbon.local.process.FileTrees;
import com.dcarbon.local.process.Processes;
import com.dcarbon.local.process.RunDirectory;
import com.dcarbon.local.process.RunningProcess;

/** A PostgreSQL server as a process of the stack; its data stays from run to run. */
public final class PostgresServer {
    private static final String SUPERUSER = "postgres";
    private static final String SUPERUSER_PASSWORD = "local-postgres";
    private static final String INITIALISED = "PG_VERSION";
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ServerUser user;
    private final Path binaries;
    private final Path data;
    private final int port;
    private final RunningProcess process;

    private PostgresServer(Processes processes, ServerUser user, Path binaries, Path data, int port) {
        this.user = user;
        this.binaries = binaries;
        this.data = data;
        this.port = port;
        this.process = processes.start(command());
    }

    /**
     * Starts it and waits until it answers. What a server left that was killed is taken over: PostgreSQL recovers from
     * its log.
     *
     * @param binariesFolder where the unpacked binaries are kept
     * @param databases each gets a role of its own, the owner; both are made if they are not there
     */
    public static RunningProcess start(Processes processes, RunDirectory directory, Path binariesFolder, int port,
            List<Database> databases, Progress progress) {
        try {
            ServerUser user = ServerUser.ofThisProcess();
            Path binaries = PostgresBinaries.unpackedIn(user.own(binariesFolder), progress);
            Path data = user.own(directory.data("postgres"));
            // Says that the making of the database has begun; one that was cut off is begun anew.
            Path begun = directory.data("postgres-begun");
            if (Files.exists(begun) || !Files.exists(data.resolve(INITIALISED))) {
                progress.say("making an empty database");
                Files.write(begun, List.of());
                FileTrees.empty(data);
                initialise(processes, user, binaries, data);
                Files.delete(begun);
            }
            StalePid.forget(data, binaries.resolve("bin/postgres"));
            PostgresServer server = new PostgresServer(processes, user, binaries, data, port);
            server.make(databases);
            return server.process;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started", e);
        }
    }

    private static void initialise(Processes processes, ServerUser user, Path binaries, Path data)
            throws IOException {
        // Beside the binaries, where the server's user can read it; another stack may be doing the same.
        Path password = Files.writeString(binaries.resolveSibling("first-password-" + UUID.randomUUID()),
                SUPERUSER_PASSWORD);
        List<String> words = user.command(binaries.resolve("bin/initdb").toString(), "--pgdata", data.toString(),
                "--username", SUPERUSER, "--pwfile", password.toString(), "--auth", "scram-sha-256", "--encoding",
                "UTF8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C", "--no-sync");
        RunningProcess initdb = processes
                .start(new RunningProcess.Command("initdb", words, Map.of(), RunningProcess.Layer.SERVICE));
        if (!initdb.waitFor(PATIENCE) || !Files.exists(data.resolve(INITIALISED))) {
            initdb.kill();
            throw new StackFailure("No database could be made:\n" + initdb.lastLines());
        }
        initdb.stop(Duration.ZERO);
        Files.delete(password);
    }

    private RunningProcess.Command command() {
        List<String> words = new ArrayList<>(
                user.command(binaries.resolve("bin/postgres").toString(), "-D", data.toString()));
        settings().forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return new RunningProcess.Command("postgres", words, Map.of("LC_ALL", "C"), RunningProcess.Layer.POSTGRES);
    }

    private Map<String, String> settings() {
        return Map.ofEntries(Map.entry("port", Integer.toString(port)), Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""), Map.entry("max_connections", "150"),
                Map.entry("shared_buffers", "64MB"), Map.entry("io_method", "sync"), Map.entry("jit", "off"),
                Map.entry("timezone", "UTC"), Map.entry("log_timezone", "UTC"));
    }

    private void make(List<Database> databases) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try (Connection connection = connect("postgres")) {
                for (Database database : databases) {
                    database.make(connection);
                    try (Connection inside = connect(database.name())) {
                        database.handOver(inside);
                    }
                }
                return;
            } catch (SQLException e) {
                process.requireAlive();
                if (Instant.now().isAfter(end)) {
                    throw new StackFailure("PostgreSQL does not answer:\n" + process.lastLines(), e);
                }
                Pause.of(PAUSE);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), SUPERUSER,
                SUPERUSER_PASSWORD);
    }
}
