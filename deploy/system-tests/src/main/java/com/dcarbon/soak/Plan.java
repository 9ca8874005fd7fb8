// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import com.dcarbon.local.Part;
import com.dcarbon.local.Part.Replica;
import com.dcarbon.local.Part.Server;
import com.dcarbon.local.service.Service;

/**
 * What happens in a run and when, all of it from a seed: the same seed, form and length give the same plan.
 *
 * @param replicas the second replicas that take part
 * @param visits customers who authorize
 * @param steps what goes wrong, by time
 */
public record Plan(long seed, List<Replica> replicas, List<Visit> visits, List<Step> steps) {
    /** From the moment when a part is well again, up to the next crash. */
    static final Duration CALM = Duration.ofSeconds(6);
    private static final Duration LONGEST_DOWN = Duration.ofSeconds(4);
    /** What a crash takes in the long form, its recovery included: only to know how many there are time for. */
    private static final Duration KILL_IN_ALL = Duration.ofSeconds(30);
    private static final List<String> UTILITIES = List.of("pge", "sce", "sdge");
    private static final List<String> USERS = List.of("owner", "operator", "home");
    private static final List<Map<String, Object>> FAULTS = List.of(
            Map.of("fault", "unavailable", "calls", "data"),
            Map.of("fault", "unavailable", "calls", "token_code"),
            Map.of("fault", "rate_limited", "calls", "data", "retry_after", "3s", "times", 4),
            Map.of("fault", "rate_limited", "calls", "data", "retry_after", "4s", "retry_after_as", "date", "times", 4),
            Map.of("fault", "server_error", "calls", "data", "times", 2),
            Map.of("fault", "slow", "calls", "any", "delay", "2s", "probability", 0.3),
            Map.of("fault", "cut_before_headers", "calls", "data", "times", 2),
            Map.of("fault", "cut_in_body", "calls", "data", "times", 2),
            Map.of("fault", "truncated_xml", "calls", "usage", "times", 1),
            Map.of("fault", "lost_answer", "calls", "token_code", "times", 1),
            Map.of("fault", "token_empty", "calls", "token_code", "times", 1),
            Map.of("fault", "expired_token", "calls", "data", "times", 1));
    private static final Duration FIRST = Duration.ofSeconds(5);

    public Plan {
        replicas = List.copyOf(replicas);
        visits = List.copyOf(visits);
        steps = List.copyOf(steps);
    }

    /**
     * A customer comes.
     *
     * @param at since the begin
     * @param user of the platform
     * @param login at the utility
     */
    public record Visit(Duration at, String user, String utility, String login) {}

    /** Something goes wrong, at a time of the plan: it stands still while a part is started again. */
    public sealed interface Step {
        Duration at();

        /** A process dies without a word, and is started again after a while. */
        record Kill(Duration at, Part part, Duration down) implements Step {}

        /**
         * A utility misbehaves for a while, in a way from which everything recovers by itself or by a new start.
         *
         * @param fault as the simulator's control endpoint takes it
         */
        record Trouble(Duration at, String utility, Map<String, Object> fault, Duration lasting) implements Step {}

        /** Every event comes once more, in any order. */
        record Redeliver(Duration at) implements Step {}
    }

    /**
     * What {@code mvn verify} runs: the processes that do the work, the one that keeps the audit log, PostgreSQL and Kafka
     * die once each.
     */
    public static Plan shortForm(long seed) {
        Random random = new Random(seed);
        List<Part> services = new ArrayList<>(List.of(either(random, Service.AUTHORIZATION),
                either(random, Service.INGESTION), either(random, Service.NOTIFICATION),
                Replica.first(Service.AUDIT)));
        Collections.shuffle(services, random);
        List<Part> servers = new ArrayList<>(List.of(Server.values()));
        Collections.shuffle(servers, random);
        List<Part> victims = new ArrayList<>(services);
        victims.addAll(servers);
        List<Step> steps = steps(random, victims, Duration.ofSeconds(1), troubles(random, Duration.ofSeconds(30), 2));
        return new Plan(seed, secondOf(victims), visits(random, 6, Duration.ofSeconds(45), steps), steps);
    }

    /** What the soak runs: every process of every service dies again and again, as long as it lasts. */
    public static Plan longForm(long seed, Duration length, int authorizations) {
        Random random = new Random(seed);
        List<Part> all = new ArrayList<>(List.of(Server.values()));
        for (Replica second : secondReplicas()) {
            all.add(Replica.first(second.service()));
            all.add(second);
        }
        long count = Math.max(1, length.dividedBy(KILL_IN_ALL));
        List<Part> victims = new ArrayList<>();
        while (victims.size() < count) {
            Collections.shuffle(all, random);
            victims.addAll(all);
        }
        List<Step> steps = steps(random, victims.subList(0, (int) count), Duration.ofSeconds(10),
                troubles(random, length.dividedBy(2), (int) Math.max(1, length.toMinutes())));
        return new Plan(seed, secondReplicas(), visits(random, authorizations, steps.getLast().at(), steps), steps);
    }

    /** Of the services that die, so that somebody goes on; starting further ones takes long. Nobody waits for the log. */
    private static List<Replica> secondOf(List<Part> victims) {
        return secondReplicas().stream()
                .filter(second -> second.service() != Service.AUDIT)
                .filter(second -> victims.stream()
                        .anyMatch(victim -> victim instanceof Replica replica && replica.service() == second.service()))
                .toList();
    }

    private static List<Replica> secondReplicas() {
        return Arrays.stream(Service.values())
                .filter(service -> service != Service.NEIGHBOURS)
                .map(Replica::second)
                .toList();
    }

    private static List<Step> troubles(Random random, Duration within, int count) {
        List<Step> troubles = new ArrayList<>();
        for (int trouble = 0; trouble < count; trouble++) {
            troubles.add(new Step.Trouble(Duration.ofMillis(random.nextLong(within.toMillis())),
                    UTILITIES.get(random.nextInt(UTILITIES.size())), FAULTS.get(random.nextInt(FAULTS.size())),
                    Duration.ofSeconds(random.nextLong(5, 20))));
        }
        return troubles;
    }

    private static Part either(Random random, Service service) {
        return new Replica(service, 1 + random.nextInt(2));
    }

    // Every second customer is on the way when a process dies, if there are that many deaths.
    private static List<Visit> visits(Random random, int count, Duration within, List<Step> steps) {
        List<Duration> deaths = steps.stream().filter(Step.Kill.class::isInstance).map(Step::at).toList();
        List<Visit> visits = new ArrayList<>();
        for (int visit = 0; visit < count; visit++) {
            Duration at = visit % 2 == 0 && visit / 2 < deaths.size()
                    ? deaths.get(visit / 2).minusMillis(random.nextLong(FIRST.toMillis()))
                    : Duration.ofMillis(random.nextLong(within.toMillis()));
            visits.add(new Visit(at, USERS.get(visit % USERS.size()), UTILITIES.get((visit + visit / 3) % 3),
                    login(random, visit)));
        }
        visits.sort(Comparator.comparing(Visit::at));
        return visits;
    }

    // A name that ends in a digit has many meters at the simulator's utilities.
    private static String login(Random random, int visit) {
        return "soak-%d-%s".formatted(random.nextInt(100_000), visit % 4 == 3 ? visit : visit + "-few");
    }

    private static List<Step> steps(Random random, List<Part> victims, Duration jitter, List<Step> troubles) {
        List<Step> steps = new ArrayList<>(troubles);
        Duration at = FIRST;
        int kills = 0;
        for (Part victim : victims) {
            Duration down = Duration.ofMillis(random.nextLong(500, LONGEST_DOWN.toMillis()));
            steps.add(new Step.Kill(at, victim, down));
            at = at.plus(down).plus(CALM).plusMillis(random.nextLong(jitter.toMillis()));
            kills++;
            if (kills % 4 == 3) {
                steps.add(new Step.Redeliver(at.minusSeconds(3)));
            }
        }
        steps.add(new Step.Redeliver(at));
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    /** The plan for a person, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + seed + ", second replicas of " + replicas);
        visits.forEach(visit -> lines.add("%5.1f s  %s authorizes %s as \"%s\"".formatted(
                visit.at().toMillis() / 1000.0, visit.user(), visit.utility(), visit.login())));
        steps.forEach(step -> lines.add("%5.1f s  %s".formatted(step.at().toMillis() / 1000.0, line(step))));
        return lines;
    }

    /** The step for a person. */
    static String line(Step step) {
        return switch (step) {
            case Step.Kill kill -> "kill -9 %s for %.1f s".formatted(kill.part(), kill.down().toMillis() / 1000.0);
            case Step.Trouble trouble -> "%s misbehaves for %d s: %s".formatted(trouble.utility(),
                    trouble.lasting().toSeconds(), new TreeMap<>(trouble.fault()));
            case Step.Redeliver _ -> "every event again, shuffled";
        };
    }
}
