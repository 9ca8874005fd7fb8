// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How UtilityAPI runs.
 *
 * @param token the platform's API token
 * @param webhookSecret what webhooks are signed with
 * @param webhookTarget where webhooks go
 * @param redirectUris where the form may send a browser; compared byte for byte
 * @param step how long each step of its work takes
 * @param retries after how long a webhook that was not taken comes again; in the real one hourly for 72 hours
 * @param requestsPerSecond what comes faster is answered 429, intervals excepted
 * @param paidCalls how many paid calls the balance is good for
 * @param memory the file that outlives the process; null: none
 */
public record AggregatorSettings(String token, String webhookSecret, URI webhookTarget, Set<String> redirectUris,
        Duration step, List<Duration> retries, int requestsPerSecond, int paidCalls, @Nullable Path memory) {
    private static final String PLATFORM = "http://localhost:8080";

    public AggregatorSettings {
        redirectUris = Set.copyOf(redirectUris);
        retries = List.copyOf(retries);
    }

    /** For a platform at {@code http://localhost:8080}, with one second for each step and a balance that lasts. */
    public static AggregatorSettings local() {
        return new AggregatorSettings("local-utility-api-token", "local-utility-api-webhook-secret",
                URI.create(PLATFORM + "/utility-api/events"), Set.of(PLATFORM + "/utility-api/callback"),
                Duration.ofSeconds(1),
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8)),
                100, 1_000_000, null);
    }

    /** With {@code <platform>/utility-api/callback} registered, and webhooks to {@code <platform>/utility-api/events}. */
    public AggregatorSettings forPlatformAt(URI platform) {
        String base = platform.toString().replaceFirst("/+$", "") + "/utility-api/";
        return withRedirectUris(base + "callback").withWebhooksTo(URI.create(base + "events"));
    }

    /** With these redirect URIs, in the place of those it had. */
    public AggregatorSettings withRedirectUris(String... uris) {
        return new AggregatorSettings(token, webhookSecret, webhookTarget, Set.of(uris), step, retries,
                requestsPerSecond, paidCalls, memory);
    }

    /** With webhooks sent there. */
    public AggregatorSettings withWebhooksTo(URI address) {
        return new AggregatorSettings(token, webhookSecret, address, redirectUris, step, retries, requestsPerSecond,
                paidCalls, memory);
    }

    /** With that API token. */
    public AggregatorSettings withToken(String other) {
        return new AggregatorSettings(other, webhookSecret, webhookTarget, redirectUris, step, retries,
                requestsPerSecond, paidCalls, memory);
    }

    /** With webhooks signed with that. */
    public AggregatorSettings withWebhookSecret(String other) {
        return new AggregatorSettings(token, other, webhookTarget, redirectUris, step, retries, requestsPerSecond,
                paidCalls, memory);
    }

    /** With steps that take so long. */
    public AggregatorSettings withStep(Duration other) {
        return new AggregatorSettings(token, webhookSecret, webhookTarget, redirectUris, other, retries,
                requestsPerSecond, paidCalls, memory);
    }

    /** With webhooks that come again after these times. */
    public AggregatorSettings withRetries(Duration... after) {
        return new AggregatorSettings(token, webhookSecret, webhookTarget, redirectUris, step, List.of(after),
                requestsPerSecond, paidCalls, memory);
    }

    /** With that many requests a second answered. */
    public AggregatorSettings withRequestsPerSecond(int other) {
        return new AggregatorSettings(token, webhookSecret, webhookTarget, redirectUris, step, retries, other,
                paidCalls, memory);
    }

    /** With a balance for that many paid calls. */
    public AggregatorSettings withPaidCalls(int other) {
        return new AggregatorSettings(token, webhookSecret, webhookTarget, redirectUris, step, retries,
                requestsPerSecond, other, memory);
    }

    /** With what happened kept in that file; null: forgotten at the end. */
    public AggregatorSettings withMemory(@Nullable Path file) {
        return new AggregatorSettings(token, webhookSecret, webhookTarget, redirectUris, step, retries,
                requestsPerSecond, paidCalls, file);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "AggregatorSettings[" + webhookTarget + ", " + redirectUris + "]";
    }
}
