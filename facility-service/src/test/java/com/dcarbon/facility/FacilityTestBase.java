// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventData;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.DatabaseTrouble;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestInvitationKeyset;
import com.dcarbon.testing.TestPostgres;
import com.dcarbon.testing.TestToken;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The facility service with a few utilities; every test works on facilities and users of its own. */
@ServiceIT(properties = "dcarbon.providers.directory=src/test/resources/providers")
public abstract class FacilityTestBase {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Nobody else's user id. */
    protected final String owner = "owner-" + UUID.randomUUID();

    @DynamicPropertySource
    static void mounted(DynamicPropertyRegistry properties) {
        properties.add("dcarbon.invitation.keyset", TestInvitationKeyset::file);
    }

    @LocalServerPort
    private int port;

    /** A client that makes its calls with that token. */
    protected WebTestClient as(TestToken token) {
        return nobody().mutate().defaultHeader(HttpHeaders.AUTHORIZATION, token.bearer()).build();
    }

    /** Where the service answers. */
    protected String address() {
        return "http://localhost:" + port;
    }

    protected WebTestClient nobody() {
        return WebTestClient.bindToServer()
                .baseUrl(address())
                .responseTimeout(Duration.ofSeconds(30))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8_000_000))
                .build();
    }

    protected WebTestClient owner() {
        return commercial(owner);
    }

    protected WebTestClient commercial(String user) {
        return as(TestIdentityProvider.shared().user(user, "commercial"));
    }

    protected WebTestClient admin() {
        return as(TestIdentityProvider.shared().user("admin", "admin"));
    }

    /** Begins a registration of the owner. */
    protected UUID register(String ownerRole) {
        return register(owner(), "Roof", ownerRole);
    }

    protected UUID register(WebTestClient client, String name, @Nullable String ownerRole) {
        String role = ownerRole == null ? "" : ",\"owner_role\":\"" + ownerRole + "\"";
        JsonNode created = json(post(client, "{\"name\":\"" + name + "\"" + role + "}").expectStatus().isCreated());
        return UUID.fromString(created.path("id").asString());
    }

    protected static ResponseSpec post(WebTestClient client, String body) {
        return client.post().uri("/facilities").contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    protected static ResponseSpec patch(WebTestClient client, UUID id, @Nullable String ifMatch, String body) {
        return client.patch()
                .uri("/facilities/{id}", id)
                .headers(headers -> {
                    if (ifMatch != null) {
                        headers.set(HttpHeaders.IF_MATCH, ifMatch);
                    }
                })
                .contentType(MediaType.parseMediaType("application/merge-patch+json"))
                .bodyValue(body.replace('\'', '"'))
                .exchange();
    }

    protected static ResponseSpec get(WebTestClient client, UUID id) {
        return client.get().uri("/facilities/{id}", id).exchange();
    }

    protected static JsonNode json(ResponseSpec answer) {
        byte[] body = answer.expectBody().returnResult().getResponseBody();
        return JSON.readTree(Objects.requireNonNull(body));
    }

    protected static String etag(ResponseSpec answer) {
        return Objects.requireNonNull(answer.returnResult(Void.class).getResponseHeaders().getETag());
    }

    /** Waits until the record, as its owner sees it, is as asserted. */
    protected void awaitRecord(UUID id, Consumer<JsonNode> assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertion.accept(json(get(owner(), id).expectStatus().isOk())));
    }

    /** Tells the service what became of an authorization, as its owner would. */
    protected static Event<AuthorizationSnapshot> tell(UUID facility, UUID authorization, AuthStatus status,
            long sequence, Instant attemptedAt) {
        var failure = status == AuthStatus.FAILED
                ? new AuthorizationSnapshot.Failure("user_cancelled", "You cancelled.", "Try again.", true)
                : null;
        var snapshot = new AuthorizationSnapshot(facility, authorization, "pge", "PG&E", AuthMethod.GREEN_BUTTON,
                status, null, status == AuthStatus.AUTHORIZED ? "sub-4711" : null, "owner", 1, attemptedAt,
                attemptedAt, status == AuthStatus.AUTHORIZED ? attemptedAt : null, failure);
        return publish(EventKind.AUTHORIZATION_CHANGED, facility, sequence, Instant.now(), snapshot);
    }

    /** Makes the call, and ends its connection when all but its event is written. */
    protected static ResponseSpec killedWhileWritingItsEvent(TestPostgres.Database database,
            Supplier<ResponseSpec> call) throws SQLException {
        try (var trouble = new DatabaseTrouble(database)) {
            trouble.holdUpWriters("outbox");
            var answer = CompletableFuture.supplyAsync(call);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> trouble.killWaiting("insert into outbox") >= 0 && answer.isDone());
            return answer.join();
        }
    }

    protected static <D extends EventData> Event<D> publish(EventKind kind, UUID facility, long sequence, Instant time,
            D data) {
        Event<D> event = new Event<>(Ids.next(), kind.typeName(), "/neighbour", time, facility.toString(), sequence,
                data);
        KafkaProbe.shared().publish(kind.topic(), event);
        return event;
    }

    /** An answer that is a problem of that code and says what to do. */
    protected static void problem(ResponseSpec answer, int status, String code) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.action")
                .isNotEmpty();
    }
}
