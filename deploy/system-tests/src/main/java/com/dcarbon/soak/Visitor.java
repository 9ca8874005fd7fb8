// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Pause;
import com.dcarbon.local.Port;
import com.dcarbon.local.signin.SignIn;
import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;
import com.dcarbon.simulator.CustomerBrowser;
import com.dcarbon.soak.Plan.Visit;
import com.dcarbon.soak.truth.Customer;
import com.dcarbon.soak.truth.Customer.Attempt;

import tools.jackson.databind.JsonNode;

/**
 * One visit: registers a facility and authorizes, as a person with a browser does who loads a page again when it does not
 * come, and who begins anew when told that it failed.
 */
final class Visitor {
    private static final int MOST_ATTEMPTS = 6;
    /** Somebody who is told to try again later does; all attempts last longer than any trouble of a utility. */
    private static final Duration LATER = Duration.ofSeconds(2);
    private static final Duration PAGE = Duration.ofSeconds(120);
    private static final Duration OUTCOME = Duration.ofSeconds(150);

    private final LocalStack stack;
    private final Visit visit;

    Visitor(LocalStack stack, Visit visit) {
        this.stack = stack;
        this.visit = visit;
    }

    /** @throws IllegalStateException if the platform does not come back within two minutes */
    Customer walk() {
        String token = new SignIn(stack.settings().ports()).tokenOf(visit.user());
        try (Api api = new Api(stack.url(Port.GATEWAY), token)) {
            String facility = register(api);
            List<Attempt> attempts = new ArrayList<>();
            attempts.add(authorize(api, facility, 1));
            while (!attempts.getLast().status().equals("authorized") && attempts.size() < MOST_ATTEMPTS) {
                Pause.of(LATER.multipliedBy(attempts.size()));
                attempts.add(authorize(api, facility, attempts.size() + 1));
            }
            return new Customer(facility, visit.utility(), visit.login(), attempts);
        }
    }

    private String register(Api api) {
        Map<String, String> wanted = new HashMap<>(Map.of("name", "Facility of " + visit.login()));
        if (!visit.user().equals("home")) {
            wanted.put("owner_role", "owner_operator");
        }
        String id = insist("the registration of " + visit.login(),
                () -> api.send("POST", "/facilities", wanted, Map.of("Idempotency-Key", visit.login())), 201)
                .json().path("id").asString();
        Insistence.until("the choice of the utility of facility " + id, PAGE, () -> {
            Answer now = api.get("/facilities/" + id).expect(200);
            return api.patch("/facilities/" + id, now.header("ETag"),
                    Map.of("utility_provider", Map.of("id", visit.utility())));
        }, answer -> answer.status() == 200);
        return id;
    }

    private Attempt authorize(Api api, String facility, int number) {
        JsonNode started = insist("the start of facility " + facility,
                () -> api.send("POST", Utilities.flow(visit.utility()) + "/start",
                        Map.of("facility_id", facility, "provider_id", visit.utility()),
                        Map.of("Idempotency-Key", visit.login() + "-" + number)),
                201).json();
        String session = started.path("sessionId").asString();
        URI back = Insistence.until("the utility's pages for " + visit.login(), PAGE, () -> new CustomerBrowser()
                .approve(URI.create(started.path("redirectUrl").asString()), visit.login(), "demo"), _ -> true);
        insist("the return of session " + session, () -> api.follow(back), 302);
        return outcome(api, session);
    }

    private Attempt outcome(Api api, String session) {
        Instant begin = Instant.now();
        JsonNode status = pollOutcome(api, session, begin.plus(OUTCOME));
        return new Attempt(session, status.path("status").asString("pending"), status.path("code").asString(""),
                Duration.between(begin, Instant.now()).toSeconds());
    }

    private JsonNode pollOutcome(Api api, String session, Instant end) {
        while (true) {
            JsonNode status = insist("the status of session " + session,
                    () -> api.get(Utilities.flow(visit.utility()) + "/status?sessionId=" + session), 200).json();
            if (!status.path("status").asString("").equals("pending") || Instant.now().isAfter(end)) {
                return status;
            }
            Pause.of(Duration.ofMillis(500));
        }
    }

    private static Answer insist(String what, Supplier<Answer> call, int status) {
        return Insistence.until(what, PAGE, call, answer -> answer.status() == status);
    }
}
