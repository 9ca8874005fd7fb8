// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.common.Uuid;

import com.dcarbon.local.Progress;
import com.dcarbon.local.StackFailure;
import com.dcarbon.local.process.Processes;
import com.dcarbon.local.process.RunDirectory;
import com.dcarbon.local.process.RunningProcess;

import kafka.tools.StorageTool;

/** One Kafka broker that is its own controller (KRaft), as a process of the stack; its data stays from run to run. */
public final class KafkaServer {
    private KafkaServer() {}

    /**
     * Starts it, waits until it answers, and makes the platform's topics where they are missing. A broker that was killed
     * left its log in order; this one checks it.
     *
     * @param java the command line up to the main class, class path included
     */
    public static RunningProcess start(Processes processes, RunDirectory directory, List<String> java, int port,
            int controllerPort, Progress progress) {
        try {
            Path logs = directory.data("kafka");
            Path settings = writeSettings(directory, logs, port, controllerPort);
            if (!Files.exists(logs.resolve("meta.properties"))) {
                progress.say("formatting Kafka's storage");
                format(settings);
            }
            List<String> words = new ArrayList<>(java);
            words.addAll(List.of("kafka.Kafka", settings.toString()));
            RunningProcess process = processes
                    .start(new RunningProcess.Command("kafka", words, Map.of(), RunningProcess.Layer.KAFKA));
            Topics.make("localhost:" + port, process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka cannot be started", e);
        }
    }

    private static void format(Path settings) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int outcome = StorageTool.execute(
                new String[]{"format", "--config", settings.toString(), "--cluster-id", Uuid.randomUuid().toString()},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (outcome != 0) {
            throw new StackFailure("Kafka's storage cannot be formatted: " + said.toString(StandardCharsets.UTF_8));
        }
    }

    private static Path writeSettings(RunDirectory directory, Path logs, int port, int controllerPort)
            throws IOException {
        Map<String, String> settings = Map.ofEntries(Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"), Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
                Map.entry("listeners",
                        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort)),
                Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", logs.toString().replace("\\", "/")), Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"), Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"), Map.entry("offsets.topic.num.partitions", "3"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"), Map.entry("transaction.state.log.num.partitions", "3"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                // A month, so that what a demo published can still be read when one comes back to it.
                Map.entry("log.retention.hours", "720"));
        return Files.writeString(directory.config("kafka.properties"),
                settings.entrySet()
                        .stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n")));
    }
}
