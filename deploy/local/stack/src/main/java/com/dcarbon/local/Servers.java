// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.util.Arrays;
import java.util.List;

import com.dcarbon.local.kafka.KafkaServer;
import com.dcarbon.local.postgres.Database;
import com.dcarbon.local.postgres.PostgresServer;
import com.dcarbon.local.process.Processes;
import com.dcarbon.local.process.RunDirectory;
import com.dcarbon.local.process.RunningProcess;
import com.dcarbon.local.service.JavaCommand;
import com.dcarbon.local.service.LocalSecrets;
import com.dcarbon.local.service.Service;

/** Starts PostgreSQL and Kafka, for the first time or on what an earlier process of theirs has left. */
final class Servers {
    private static final int KAFKA_HEAP = 256;

    private final StackSettings settings;
    private final Processes processes;
    private final RunDirectory directory;
    private final Progress progress;

    Servers(StackSettings settings, Processes processes, RunDirectory directory, Progress progress) {
        this.settings = settings;
        this.processes = processes;
        this.directory = directory;
        this.progress = progress;
    }

    /** Waits until it answers. */
    RunningProcess start(Part.Server server) {
        return switch (server) {
            case POSTGRES -> startPostgres();
            case KAFKA -> startKafka();
        };
    }

    private RunningProcess startPostgres() {
        List<Database> databases = Arrays.stream(Service.values())
                .flatMap(service -> service.database().stream())
                .map(LocalSecrets::database)
                .toList();
        RunningProcess postgres = PostgresServer.start(processes, directory,
                settings.tree().runDirectory().resolve("postgres"), settings.ports().of(Port.POSTGRES), databases,
                progress);
        progress.say("PostgreSQL is ready");
        return postgres;
    }

    private RunningProcess startKafka() {
        List<String> java = JavaCommand.withHeap(KAFKA_HEAP)
                .with("-Dstack.log.level=INFO")
                .classPath(settings.tree().stackJars());
        RunningProcess kafka = KafkaServer.start(processes, directory, java, settings.ports().of(Port.KAFKA),
                settings.ports().of(Port.KAFKA_CONTROLLER), progress);
        progress.say("Kafka is ready");
        return kafka;
    }
}
