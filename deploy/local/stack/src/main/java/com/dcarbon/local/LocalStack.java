// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import com.dcarbon.local.postgres.Database;
import com.dcarbon.local.process.Leftovers;
import com.dcarbon.local.process.Processes;
import com.dcarbon.local.process.Readiness;
import com.dcarbon.local.process.RunDirectory;
import com.dcarbon.local.process.RunningProcess;
import com.dcarbon.local.service.LocalProviders;
import com.dcarbon.local.service.LocalSecrets;
import com.dcarbon.local.service.Service;
import com.dcarbon.local.service.ServiceEnvironment;
import com.dcarbon.local.service.Services;

/** A running platform on this machine: PostgreSQL, Kafka, the neighbours and the services. */
public final class LocalStack implements AutoCloseable {
    // What ends by itself is noticed at once; a machine that does much else takes its time.
    private static final Duration START_PATIENCE = Duration.ofMinutes(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final StackSettings settings;
    private final RunDirectory directory;
    private final Processes processes;
    private final Servers servers;
    private final Services services;
    private final Progress progress;
    private final Map<Part, RunningProcess> running = new ConcurrentHashMap<>();
    private final Thread ending = new Thread(this::endAll, "ending the stack");

    private LocalStack(StackSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.directory = RunDirectory.at(settings.runDirectory());
        this.processes = new Processes(directory);
        this.servers = new Servers(settings, processes, directory, progress);
        Path providers = LocalProviders.forPorts(settings.tree().providers(), settings.ports(), directory);
        ServiceEnvironment environment = new ServiceEnvironment(settings.ports(), providers, directory);
        this.services = new Services(settings.tree(), processes, settings.ports(), environment, settings.environment(),
                new Readiness(START_PATIENCE));
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @throws StackFailure if a port is taken, another stack runs in the directory, or a part does not start; nothing is
     * left running then
     */
    public static LocalStack start(StackSettings settings, Progress progress) {
        Leftovers.end(RunDirectory.at(settings.runDirectory()), progress);
        settings.ports().requireFree();
        LocalStack stack = new LocalStack(settings, progress);
        if (settings.fresh()) {
            stack.directory.wipeData();
        }
        // Whatever ends this JVM, also in the middle of the start, ends what it began.
        Runtime.getRuntime().addShutdownHook(stack.ending);
        return stack.startAll();
    }

    /** The address of a part, without a path. */
    public URI url(Port port) {
        return settings.ports().http(port);
    }

    public StackSettings settings() {
        return settings;
    }

    public String bootstrapServers() {
        return "localhost:" + settings.ports().of(Port.KAFKA);
    }

    /** The database of a service, to look into it; {@link #jdbcUrl} says where it is. */
    public Optional<Database> database(Service service) {
        return service.database().map(LocalSecrets::database);
    }

    public String jdbcUrl(Database database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.ports().of(Port.POSTGRES), database.name());
    }

    /** Where a part's log is. */
    public Path log(String name) {
        return directory.log(name);
    }

    /** Where a part keeps what outlives it. */
    public Path data(String name) {
        return directory.data(name);
    }

    /** Ends a part as a crash would, with every process that it has started. */
    public void kill(Part part) {
        process(part).kill();
    }

    /** Starts a part again, ended or not, on what it has left, and waits until it is ready. */
    public void restart(Part part) {
        process(part).stop(STOP_PATIENCE);
        start(part);
    }

    /** Starts further replicas that are not there yet, and waits until they are ready; they are ended with the stack. */
    public void add(Collection<Part.Replica> replicas) {
        try (Starters starters = new Starters()) {
            replicas.stream()
                    .filter(replica -> !running.containsKey(replica))
                    .forEach(replica -> starters.begin(() -> start(replica)));
            starters.await();
        }
    }

    /**
     * Deletes what earlier builds left, and makes missing AOT caches for the next start, one by one and at a low
     * priority; may take a minute.
     */
    public void prepareNextStart() {
        services.forgetEarlier(settings.services());
        services.unprepared(settings.services()).forEach(service -> services.prepare(service, true, line -> {}));
    }

    /** Parts that have ended though nobody asked them to. */
    public List<String> ended() {
        return processes.ended();
    }

    /** Ends everything, the services first. */
    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and its hook found nothing left to do.
        }
    }

    private void endAll() {
        processes.close();
    }

    private LocalStack startAll() {
        try (Starters starters = new Starters()) {
            CompletableFuture<Void> postgresReady = new CompletableFuture<>();
            CompletableFuture<Void> kafkaReady = new CompletableFuture<>();
            starters.begin(() -> complete(postgresReady, () -> start(Part.Server.POSTGRES)));
            starters.begin(() -> complete(kafkaReady, () -> start(Part.Server.KAFKA)));
            if (settings.prepare()) {
                prepareServices(CompletableFuture.allOf(postgresReady, kafkaReady));
            }
            for (Service service : settings.services()) {
                starters.begin(() -> {
                    if (service.database().isPresent()) {
                        join(postgresReady);
                        join(kafkaReady);
                    }
                    start(Part.Replica.first(service));
                });
            }
            starters.await();
            Arrays.stream(Service.values())
                    .filter(service -> !settings.services().contains(service))
                    .forEach(this::explain);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void prepareServices(CompletableFuture<Void> serversReady) {
        List<Service> unprepared = services.unprepared(settings.services());
        if (unprepared.isEmpty()) {
            return;
        }
        join(serversReady);
        progress.say("preparing %d services for quick starts, once after each build".formatted(unprepared.size()));
        try (Starters starters = new Starters()) {
            unprepared.forEach(service -> starters.begin(() -> services.prepare(service, false, progress)));
            starters.await();
        }
    }

    private void start(Part part) {
        switch (part) {
            case Part.Server server -> running.put(server, servers.start(server));
            case Part.Replica replica -> startReplica(replica);
        }
    }

    private void startReplica(Part.Replica replica) {
        RunningProcess process = services.start(replica);
        running.put(replica, process);
        services.awaitReady(replica, process);
        progress.say(replica + " is ready");
    }

    private void explain(Service service) {
        progress.say(service.processName() + " is left out; to run it elsewhere give it this environment:");
        services.environmentOf(service).forEach((name, value) -> progress.say("  " + name + "=" + value));
    }

    private RunningProcess process(Part part) {
        RunningProcess process = running.get(part);
        if (process == null) {
            throw new IllegalStateException(part + " was never started");
        }
        return process;
    }

    private static void complete(CompletableFuture<Void> ready, Runnable start) {
        try {
            start.run();
            ready.complete(null);
        } catch (RuntimeException e) {
            ready.completeExceptionally(e);
            throw e;
        }
    }

    private static void join(CompletableFuture<Void> ready) {
        try {
            ready.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackFailure failure ? failure : e;
        }
    }
}
