// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Port;
import com.dcarbon.local.Progress;
import com.dcarbon.local.signin.SignIn;

import tools.jackson.databind.JsonNode;

/**
 * The main story, from outside: a commercial Owner + Operator registers a facility, authorizes PG&amp;E through Green
 * Button and sees 90 days of intervals.
 */
public final class StoryWalk {
    private static final String PROVIDER = "pge";
    private static final Duration FOLLOWS = Duration.ofSeconds(15);
    private static final Duration IMPORT = Duration.ofSeconds(120);
    private static final int DAYS = 90;

    private final String user;
    private final SignIn signIn;
    private final URI gateway;
    private final Inbox inbox;
    private final EventLog events;
    private final Progress progress;
    private final Clock clock;

    public StoryWalk(LocalStack stack, String user, Progress progress, Clock clock) {
        this.user = user;
        this.signIn = new SignIn(stack.settings().ports());
        this.gateway = stack.url(Port.GATEWAY);
        this.inbox = new Inbox(stack.url(Port.INBOX));
        this.events = new EventLog(stack.bootstrapServers());
        this.progress = progress;
        this.clock = clock;
    }

    /** @throws StoryFailure where the platform does not answer as its contract says */
    public Story walk() {
        String token = signIn.tokenOf(user);
        progress.say("signed in as \"" + user + "\" by the code flow with PKCE");
        try (Api api = new Api(gateway, token)) {
            requireProvider(api);
            DemoFacility demo = new DemoFacility(api, progress);
            Optional<JsonNode> earlier = demo.earlier();
            boolean reused = earlier.filter(facility -> status(facility).equals("authorized")).isPresent();
            String id = earlier.orElseGet(() -> demo.register(PROVIDER)).path("id").asString();
            if (reused) {
                progress.say("found the facility of an earlier run, authorized already (--fresh begins anew)");
            } else {
                authorize(api, id);
            }
            JsonNode facility = Patience.until("the facility to follow the authorization", FOLLOWS,
                    () -> demo.read(id), now -> status(now).equals("authorized"));
            progress.say("the facility is authorized");
            return look(api, demo, facility, reused);
        }
    }

    private void requireProvider(Api api) {
        JsonNode utilities = api.get("/utilities").expect(200).json().path("green_button");
        if (StreamSupport.stream(utilities.spliterator(), false)
                .noneMatch(utility -> utility.path("id").asString("").equals(PROVIDER))) {
            throw new StoryFailure("GET /utilities does not offer " + PROVIDER + ":\n" + utilities);
        }
    }

    private void authorize(Api api, String facilityId) {
        JsonNode outcome = new GreenButtonFlow(api, progress).authorize(facilityId, PROVIDER, user);
        if (!outcome.path("status").asString("").equals("authorized")) {
            throw new StoryFailure("The authorization did not succeed:\n" + outcome.toPrettyString());
        }
    }

    private Story look(Api api, DemoFacility demo, JsonNode facility, boolean reused) {
        String id = facility.path("id").asString();
        JsonNode sync = awaitImport(api, id);
        JsonNode synced = Patience.until("the facility to follow the import", FOLLOWS, () -> demo.read(id),
                now -> now.path("last_sync").isString());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        // A day more at each end: the meter's days are not UTC's.
        Readings readings = new Meters(api).read(id, today.minusDays(DAYS + 1L), today.plusDays(1));
        return new Story(reused, synced, sync, readings, events.of(id, FOLLOWS, StoryWalk::complete), mails());
    }

    private JsonNode awaitImport(Api api, String facilityId) {
        JsonNode sync = Patience.until("the import of " + DAYS + " days", IMPORT,
                () -> api.get("/facilities/" + facilityId + "/sync").expect(200).json(), StoryWalk::hasEnded);
        if (!sync.path("state").asString("").equals("done")) {
            throw new StoryFailure("The import did not succeed:\n" + sync.toPrettyString());
        }
        progress.say("the import is done");
        return sync;
    }

    private static boolean hasEnded(JsonNode sync) {
        String state = sync.path("state").asString("");
        return state.equals("done") || state.equals("failed");
    }

    private static boolean complete(List<EventLog.Seen> events) {
        return events.stream().anyMatch(event -> event.type().equals("authorization_created"))
                && events.stream().anyMatch(event -> event.type().equals("interval_data_imported"));
    }

    private List<String> mails() {
        return inbox.to(user + "@example.com").stream().map(Inbox.Mail::subject).toList();
    }

    private static String status(JsonNode facility) {
        return facility.path("auth_status").asString("");
    }
}
