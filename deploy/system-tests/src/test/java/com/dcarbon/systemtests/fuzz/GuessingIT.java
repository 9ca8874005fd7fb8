// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import com.dcarbon.local.story.Answer;
import com.dcarbon.local.story.Api;
import com.dcarbon.systemtests.Platform;

import tools.jackson.databind.node.ObjectNode;

/** What somebody learns who tries tokens, session ids and download keys: the same from each, whatever it once was. */
@Order(Order.DEFAULT + 2)
class GuessingIT {
    private static final Pattern LINK = Pattern.compile("#token=([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])");

    @Test
    void tellsNothingOfAnInvitationThatDoesNotServe() {
        try (Api owner = Platform.as("owner");
                Api nobody = Platform.with(null);
                Api stranger = Platform.as("stranger")) {
            String facility = owner.post("/facilities", Map.of("name", "Guessed", "owner_role", "owner")).expect(201)
                    .json().path("id").asString();
            String invitation = "/facilities/" + facility + "/operator-invitation";
            owner.put(invitation, Map.of("email", "guessed@example.com")).expect(200);
            String replaced = tokens(1).getFirst();
            owner.post(invitation + "/resend", Map.of()).expect(200);
            String withdrawn = tokens(2).stream().filter(token -> !token.equals(replaced)).findFirst().orElseThrow();
            nobody.post("/invitations/preview", Map.of("token", withdrawn)).expect(200);
            owner.delete("/facilities/" + facility + "/operator").expect(204);

            List<String> dead = List.of(replaced, withdrawn, flipped(withdrawn), "A".repeat(43), "x", "é".repeat(43),
                    "A".repeat(10_000), "' or 1=1--");
            assertThat(answers(dead, token -> nobody.post("/invitations/preview", Map.of("token", token))))
                    .hasSize(1).allMatch(answer -> answer.startsWith("404 "));
            assertThat(answers(dead, token -> stranger.post("/invitations/accept", Map.of("token", token))))
                    .hasSize(1).allMatch(answer -> answer.startsWith("404 "));
        }
    }

    @Test
    void tellsNothingOfTheSessionsOfOthers() {
        try (Api owner = Platform.as("owner"); Api stranger = Platform.as("stranger")) {
            String facility = owner.post("/facilities", Map.of("name", "Watched", "owner_role", "owner_operator"))
                    .expect(201).json().path("id").asString();
            Answer read = owner.get("/facilities/" + facility).expect(200);
            owner.patch("/facilities/" + facility, read.header("ETag"), Map.of("utility_provider", Map.of("id", "pge")))
                    .expect(200);
            UUID session = UUID.fromString(owner
                    .post("/green-button/start", Map.of("facility_id", facility, "provider_id", "pge")).expect(201)
                    .json().path("sessionId").asString());
            UUID next = new UUID(session.getMostSignificantBits(), session.getLeastSignificantBits() + 1);

            List<String> guesses = Stream.of(session, next, UUID.randomUUID()).map(UUID::toString).toList();
            assertThat(answers(guesses, id -> stranger.get("/green-button/status?sessionId=" + id)))
                    .hasSize(1).allMatch(answer -> answer.startsWith("404 "));
            assertThat(answers(guesses, id -> stranger.get("/utility-api/status?sessionId=" + id)))
                    .hasSize(1).allMatch(answer -> answer.startsWith("404 "));
        }
    }

    @Test
    void tellsNothingOfDownloads() {
        try (Api admin = Platform.as("admin"); Api nobody = Platform.with(null)) {
            String url = admin.post("/downloads", Map.of("path", "/audit-logs/export?format=csv&q=nothing-at-all"))
                    .expect(201).json().path("url").asString();
            String key = url.substring(url.indexOf("key=") + 4);
            nobody.get("/downloads/audit-logs?key=" + key).expect(200);

            List<String> guesses = List.of(key, flipped(key), "A".repeat(43), "x", "", "A".repeat(2_000));
            assertThat(answers(guesses, guess -> nobody.get("/downloads/audit-logs?key=" + guess)))
                    .hasSize(1).allMatch(answer -> answer.startsWith("404 "));
        }
    }

    private interface Guess {
        Answer send(String guess);
    }

    /** Status, headers that tell something and body, without what names the one request. */
    private static Set<String> answers(List<String> guesses, Guess guess) {
        return guesses.stream().map(guess::send).map(answer -> {
            ObjectNode body = (ObjectNode) answer.json();
            body.remove("trace_id");
            return answer.status() + " " + body + answer.headers().firstValue("WWW-Authenticate").orElse("");
        }).collect(Collectors.toSet());
    }

    private static List<String> tokens(int count) {
        return Platform.await()
                .until(() -> Platform.inbox().to("guessed@example.com").stream()
                        .map(mail -> LINK.matcher(mail.text()))
                        .filter(Matcher::find)
                        .map(link -> link.group(1))
                        .distinct()
                        .toList(), tokens -> tokens.size() >= count);
    }

    /** With its first character changed. */
    private static String flipped(String token) {
        return (token.startsWith("B") ? "C" : "B") + token.substring(1);
    }
}
