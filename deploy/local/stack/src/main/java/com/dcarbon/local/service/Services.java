// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.dcarbon.local.BuiltTree;
import com.dcarbon.local.Part.Replica;
import com.dcarbon.local.Port;
import com.dcarbon.local.Ports;
import com.dcarbon.local.Progress;
import com.dcarbon.local.StackFailure;
import com.dcarbon.local.process.Processes;
import com.dcarbon.local.process.Readiness;
import com.dcarbon.local.process.RunningProcess;

/** Starts services as processes of their own, and waits until they are ready. */
public final class Services {
    private final BuiltTree tree;
    private final Processes processes;
    private final Ports ports;
    // A process that is started again runs what it ran before, whatever was built meanwhile.
    private final Map<Service, Application> applications = new ConcurrentHashMap<>();
    private final Map<Integer, Ports> furtherPorts = new ConcurrentHashMap<>();
    private final ServiceEnvironment environment;
    private final Map<String, String> overrides;
    private final Readiness readiness;

    /** @param overrides variables that win over {@link ServiceEnvironment} */
    public Services(BuiltTree tree, Processes processes, Ports ports, ServiceEnvironment environment,
            Map<String, String> overrides, Readiness readiness) {
        this.tree = tree;
        this.processes = processes;
        this.ports = ports;
        this.environment = environment;
        this.overrides = Map.copyOf(overrides);
        this.readiness = readiness;
    }

    /** Those without an AOT cache of their jar as it is now. */
    public List<Service> unprepared(Collection<Service> services) {
        return services.stream().filter(service -> !application(service).isPrepared()).toList();
    }

    /**
     * Makes its AOT cache; a failure is told, but a service can do without.
     *
     * @param gently whether to leave the processor to everything else
     */
    public void prepare(Service service, boolean gently, Progress progress) {
        try {
            List<String> prefix = gently ? List.of("nice", "-n", "19") : List.of();
            application(service).prepare(processes, environmentOf(service), prefix);
            progress.say("prepared " + service.processName());
        } catch (StackFailure e) {
            progress.say("%s starts without an AOT cache: %s".formatted(service.processName(), e.getMessage()));
        }
    }

    /** Deletes what was unpacked of jars that are no more. */
    public void forgetEarlier(Collection<Service> services) {
        services.forEach(service -> application(service).forgetEarlier());
    }

    public RunningProcess start(Replica replica) {
        Map<String, String> told = environmentOf(replica.service());
        if (replica.number() > 1) {
            told.putAll(environment.own(replica, portsOf(replica)));
        }
        return processes.start(new RunningProcess.Command(replica.processName(),
                application(replica.service()).command(), told, RunningProcess.Layer.SERVICE));
    }

    /** @throws StackFailure if it ends or takes too long */
    public void awaitReady(Replica replica, RunningProcess process) {
        Ports own = portsOf(replica);
        readiness.await(process,
                replica.service().ports().stream().map(port -> readinessAddress(own, port)).toList());
    }

    /** The ports that count for that replica: the stack's own for the first, its own for each further one. */
    public Ports portsOf(Replica replica) {
        return replica.number() == 1
                ? ports
                : furtherPorts.computeIfAbsent(replica.number(), _ -> Ports.free());
    }

    private static URI readinessAddress(Ports ports, Port port) {
        String path = switch (port) {
            case IDENTITY -> "/.well-known/openid-configuration";
            case SIMULATOR -> "/_control/health";
            case INBOX, APPLICATION -> "/";
            default -> "/actuator/health/readiness";
        };
        return ports.http(port).resolve(path);
    }

    private Application application(Service service) {
        Path folder = tree.runDirectory().resolve("applications");
        return applications.computeIfAbsent(service, _ -> new Application(service, tree.jar(service), folder));
    }

    /** What it is told, with what somebody chose to tell it instead. */
    public Map<String, String> environmentOf(Service service) {
        Map<String, String> all = new LinkedHashMap<>(environment.of(service));
        all.putAll(overrides);
        return all;
    }
}
