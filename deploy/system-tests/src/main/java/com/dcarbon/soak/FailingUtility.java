// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Part.Replica;
import com.dcarbon.local.Pause;
import com.dcarbon.local.Port;
import com.dcarbon.local.Progress;
import com.dcarbon.local.service.Service;
import com.dcarbon.local.signin.SignIn;
import com.dcarbon.local.story.Api;
import com.dcarbon.soak.Plan.Visit;
import com.dcarbon.soak.truth.Comparison;
import com.dcarbon.soak.truth.Customer;
import com.dcarbon.soak.truth.Databases;
import com.dcarbon.soak.truth.Rest;
import com.dcarbon.soak.truth.Row;

import tools.jackson.databind.JsonNode;

/**
 * One utility fails in every way, one after the other; in each a facility comes whose history is to be imported, and what
 * is new of others is asked for. Then it is well again, and in the end everything is compared.
 */
final class FailingUtility {
    private static final String COLLECTION_FAILED = "collection_failed";
    private static final int OTHERS = 2;
    private static final int ENOUGH = 3;
    private static final Duration BEFALLEN = Duration.ofSeconds(60);
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final Duration WELL_AGAIN = Duration.ofMinutes(10);
    private static final Duration REST = Duration.ofMinutes(6);

    private final LocalStack stack;
    private final long seed;
    private final String utility;
    private final Progress progress;
    private final Databases databases;
    private final List<Customer> customers = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    FailingUtility(LocalStack stack, long seed, String utility, Progress progress) {
        this.stack = stack;
        this.seed = seed;
        this.utility = utility;
        this.progress = progress;
        this.databases = new Databases(stack);
    }

    /** @throws IllegalStateException if imports do not recover */
    Comparison.Verdict run() {
        stack.add(List.of(Replica.second(Service.INGESTION)));
        for (int number = 0; number < OTHERS; number++) {
            customers.add(authorize("before-" + number + (number == 0 ? "" : "-few")));
        }
        recover("the beginning");
        try (Utilities utilities = new Utilities(stack)) {
            int number = 0;
            for (Map<String, Object> way : WaysToFail.of(utility)) {
                fail(utilities, way, number++);
            }
            if (!utility.equals(Utilities.BEHIND_UTILITY_API)) {
                revoke(utilities);
            }
        }
        progress.say("still moving: " + new Rest(stack, progress).await(REST));
        Comparison.Verdict verdict = Comparison.of(stack, customers, List.of());
        return new Comparison.Verdict(verdict.statements(),
                Stream.concat(troubles.stream(), verdict.troubles().stream()).toList());
    }

    private Customer authorize(String name) {
        return new Visitor(stack, new Visit(Duration.ZERO, "owner", utility, "failing-%d-%s".formatted(seed, name)))
                .walk();
    }

    private void fail(Utilities utilities, Map<String, Object> way, int number) {
        String name = new TreeMap<>(way).toString();
        progress.say("fails: " + name);
        Utilities.Failing failing = utilities.fail(utility, way);
        Customer newcomer = authorize(number + "-few");
        List<Customer> asking = List.of(newcomer, customers.get(0), customers.get(1));
        customers.add(newcomer);
        asking.subList(1, asking.size()).forEach(this::synchronise);
        int befallen = befallen(utilities, failing);
        if (befallen == 0) {
            troubles.add("NOT KNOWN: nobody asked while the utility failed: " + name);
        }
        long settling = settle();
        asking.forEach(customer -> progress.say("  " + customer.login() + ": " + state(customer)));
        stayAuthorized(name);
        utilities.recover(failing);
        Duration took = recover(name);
        progress.say("  %d times; settled after %d ms, well again after %d ms".formatted(befallen, settling,
                took.toMillis()));
    }

    private int befallen(Utilities utilities, Utilities.Failing failing) {
        Instant end = Instant.now().plus(BEFALLEN);
        int befallen = 0;
        while (befallen < ENOUGH && Instant.now().isBefore(end)) {
            Pause.of(Duration.ofMillis(200));
            OptionalInt now = utilities.applied(failing);
            if (now.isEmpty()) {
                return Math.max(befallen, 1);
            }
            befallen = now.getAsInt();
        }
        return befallen;
    }

    // Until every import has seen it: none is being fetched for a while.
    private long settle() {
        Instant begun = Instant.now();
        int quiet = 0;
        while (quiet < 4 && Instant.now().isBefore(begun.plus(SETTLED))) {
            Pause.of(Duration.ofMillis(250));
            quiet = rows("state = 'running'") == 0 ? quiet + 1 : 0;
        }
        return Duration.between(begun, Instant.now()).toMillis();
    }

    private int rows(String condition) {
        return databases.query(Service.INGESTION, "select id from import_jobs where " + condition).size();
    }

    private void stayAuthorized(String way) {
        try (Api admin = admin()) {
            for (Customer customer : customers) {
                String status = admin.get("/facilities/" + customer.facilityId()).expect(200).json()
                        .path("auth_status").asString("");
                if (!status.equals("authorized")) {
                    troubles.add("NOT TRUE: an authorization stays authorized while its utility fails so: %s: %s is %s"
                            .formatted(way, customer, status));
                }
            }
        }
    }

    /** Until what was new after now, and all of old, is there of everybody who was concerned. */
    private Duration recover(String after) {
        Instant begun = Instant.now();
        List<Customer> concerned = Stream.concat(customers.stream().limit(OTHERS), customers.stream().skip(
                Math.max(OTHERS, customers.size() - 1L))).toList();
        for (Customer customer : concerned) {
            Insistence.until("an import of " + customer + " after " + after, WELL_AGAIN,
                    () -> further(customer, begun), state -> state.startsWith("done"));
        }
        return Duration.between(begun, Instant.now());
    }

    // What a person does who does not want to wait: an administrator tries again, or everybody synchronises.
    private String further(Customer customer, Instant since) {
        try (Api admin = admin()) {
            JsonNode sync = admin.get("/facilities/" + customer.facilityId() + "/sync").expect(200).json();
            String state = sync.path("state").asString();
            String success = sync.path("last_success").asString("");
            switch (state) {
                case "done" -> {
                    if (!success.isEmpty() && Instant.parse(success).isAfter(since)) {
                        return state;
                    }
                    synchronise(customer);
                }
                case "failed" -> synchronise(customer);
                case "waiting", "retrying" -> {
                    if (sync.path("last_error").path("code").asString("").equals(COLLECTION_FAILED)) {
                        aDayPasses(customer);
                    }
                    waiting(customer).forEach(
                            row -> admin.post("/imports/" + row.columns().get("id") + "/retry", Map.of()));
                }
                default -> {
                }
            }
            return "not yet: " + sync;
        }
    }

    private List<Row> waiting(Customer customer) {
        return databases.query(Service.INGESTION,
                "select id from import_jobs where facility_id = ? and state in ('waiting', 'retrying')",
                UUID.fromString(customer.facilityId()));
    }

    // A collection that failed is paid for again a day later, and nobody can hasten that.
    private void aDayPasses(Customer customer) {
        databases.query(Service.INGESTION, """
                update paid_calls set requested_at = requested_at - interval '1 day',
                       answered_at = answered_at - interval '1 day'
                 where requested_at > now() - interval '1 day' and authorization_id in (
                       select authorization_id from import_jobs where facility_id = ?)
                returning id""", UUID.fromString(customer.facilityId()));
    }

    private void synchronise(Customer customer) {
        try (Api admin = admin()) {
            admin.send("POST", "/facilities/" + customer.facilityId() + "/sync", null, Map.of()).expect(202);
        }
    }

    private String state(Customer customer) {
        try (Api admin = admin()) {
            JsonNode sync = admin.get("/facilities/" + customer.facilityId() + "/sync").expect(200).json();
            return "%s %s %s %s".formatted(sync.path("kind").asString(""), sync.path("state").asString(),
                    sync.path("last_error").path("code").asString(""), sync.path("next_run").asString(""));
        }
    }

    // A refusal: the customer has ended the authorization there, and nobody but the utility's answers says so.
    private void revoke(Utilities utilities) {
        Customer customer = authorize("revoked-few");
        Insistence.until("the history of " + customer, WELL_AGAIN, () -> state(customer),
                state -> state.startsWith("historical done"));
        utilities.fail(utility, Map.of("fault", "revoked", "calls", "data", "customer", customer.login()));
        synchronise(customer);
        try (Api admin = admin()) {
            Insistence.until("the end of the authorization of " + customer, WELL_AGAIN,
                    () -> admin.get("/facilities/" + customer.facilityId()).expect(200).json().path("auth_status")
                            .asString(""),
                    status -> status.equals("revoked") || status.equals("reauthorization_required"));
        }
        progress.say("an end at the utility was noticed");
    }

    private Api admin() {
        return new Api(stack.url(Port.GATEWAY), new SignIn(stack.settings().ports()).tokenOf("admin"));
    }
}
