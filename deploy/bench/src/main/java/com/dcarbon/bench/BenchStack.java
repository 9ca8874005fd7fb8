// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** What benchmarks run on; started by the first that asks, ended together. */
public final class BenchStack implements AutoCloseable {
    private final Path directory;
    private @Nullable DurablePostgres postgres;
    private @Nullable UtilityServer utility;
    private @Nullable IngestionProcess ingestion;
    private @Nullable GatewayProcess gateway;

    BenchStack() throws IOException {
        directory = Files.createTempDirectory("dcarbon-bench");
    }

    /** For files of the benchmarks; removed at the end. */
    public Path directory() {
        return directory;
    }

    /** The database server. */
    public DurablePostgres postgres() throws IOException {
        DurablePostgres running = postgres;
        if (running == null) {
            running = DurablePostgres.start();
            postgres = running;
        }
        return running;
    }

    /** The utility whose feeds are imported. */
    public UtilityServer utility() {
        UtilityServer running = utility;
        if (running == null) {
            running = UtilityServer.start();
            utility = running;
        }
        return running;
    }

    /** The ingestion service. */
    public IngestionProcess ingestion() throws Exception {
        IngestionProcess running = ingestion;
        if (running == null) {
            running = IngestionProcess.start(directory, postgres(), utility());
            ingestion = running;
        }
        return running;
    }

    /** The gateway before it. */
    public GatewayProcess gateway() throws Exception {
        GatewayProcess running = gateway;
        if (running == null) {
            running = GatewayProcess.start(ingestion());
            gateway = running;
        }
        return running;
    }

    @Override
    public void close() throws IOException {
        if (gateway != null) {
            gateway.close();
        }
        if (ingestion != null) {
            ingestion.close();
        }
        if (utility != null) {
            utility.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        FileSystemUtils.deleteRecursively(directory);
    }
}
