// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

import com.dcarbon.local.BuiltTree;
import com.dcarbon.local.LocalStack;
import com.dcarbon.local.Port;
import com.dcarbon.local.StackSettings;
import com.dcarbon.local.signin.SignIn;
import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;
import com.dcarbon.local.story.GreenButtonFlow;
import com.dcarbon.local.story.Inbox;
import com.dcarbon.simulator.CustomerBrowser;

import tools.jackson.databind.JsonNode;

/** The one stack of the run, on free ports with empty data; it ends with the JVM. */
public final class Platform {
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Platform() {}

    /** A class of its own: the stack's starting threads speak to this one, which must be initialised by then. */
    private static final class Running {
        static final LocalStack STACK = start();
    }

    /** Started by whoever asks first. */
    public static LocalStack stack() {
        return Running.STACK;
    }

    /** Calls as that demo user. */
    public static Api as(String user) {
        return new Api(gateway(), tokenOf(user));
    }

    /** The bearer token of that demo user, who signs in once. */
    public static String tokenOf(String user) {
        return TOKENS.computeIfAbsent(user, new SignIn(stack().settings().ports())::tokenOf);
    }

    /** Calls with that token, or as nobody. */
    public static Api with(@Nullable String token) {
        return new Api(gateway(), token);
    }

    /** The mails that the platform has sent. */
    public static Inbox inbox() {
        return new Inbox(url(Port.INBOX));
    }

    public static URI gateway() {
        return url(Port.GATEWAY);
    }

    /** The address of that part, without a path. */
    public static URI url(Port port) {
        return stack().url(port);
    }

    /** Where the identity provider keeps the key with which it signs. */
    public static Path signingKey() {
        return stack().settings().runDirectory().resolve("data/identity/signing-key.json");
    }

    /** For what comes about by itself, and soon; the limit is generous. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200));
    }

    /** A facility of an Owner + Operator with that utility chosen; its id. */
    static String register(Api api, String name, String provider) {
        Answer made = api.post("/facilities", Map.of("name", name, "owner_role", "owner_operator")).expect(201);
        String id = made.json().path("id").asString();
        api.patch("/facilities/" + id, made.header("ETag"), Map.of("utility_provider", Map.of("id", provider)))
                .expect(200);
        return id;
    }

    /** Walks consent at the utility as that customer; what the session's status says at the end. */
    static JsonNode authorize(Api api, String facility, String provider, String customer) {
        return new GreenButtonFlow(api, _ -> {}).authorize(facility, provider, customer);
    }

    /** Starts a flow and answers it at the utility, but does not come back: the address to come back to. */
    public static Started start(Api api, String facility, String provider, CustomerBrowser.Decision decision) {
        return start(api, facility, provider, "owner", decision);
    }

    /** The same as a certain customer of the utility, whose meters one facility can have. */
    static Started start(Api api, String facility, String provider, String customer,
            CustomerBrowser.Decision decision) {
        JsonNode started = api.post("/green-button/start", Map.of("facility_id", facility, "provider_id", provider))
                .expect(201).json();
        URI back = new CustomerBrowser().walk(URI.create(started.path("redirectUrl").asString()), customer, "secret",
                decision);
        return new Started(started.path("sessionId").asString(), back);
    }

    /**
     * A flow whose customer has answered at the utility.
     *
     * @param back the address to come back to
     */
    public record Started(String session, URI back) {

        public JsonNode status(Api api) {
            return api.get("/green-button/status?sessionId=" + session).expect(200).json();
        }
    }

    static JsonNode facility(Api api, String id) {
        return api.get("/facilities/" + id).expect(200).json();
    }

    /** Everything the processes have logged. */
    public static String logs() {
        Path folder = stack().log("gateway").getParent();
        var all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    private static LocalStack start() {
        BuiltTree tree = BuiltTree.around(Path.of("").toAbsolutePath());
        Path run = tree.root().resolve("deploy/system-tests/target/run");
        // Its few owners invite more often on one day than people do.
        StackSettings settings = StackSettings.apart(tree, run).with("DCARBON_FACILITY_INVITATION_MAILSPEROWNER",
                "1000");
        return LocalStack.start(settings, line -> System.out.println("[stack] " + line));
    }
}
