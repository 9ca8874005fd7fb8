// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;
import com.dcarbon.testing.TestToken;

import tools.jackson.databind.JsonNode;

/** The service as others see it: told by events, asked by administrators. */
@ServiceIT(ownedApart = true)
public abstract class AuditServiceIT {
    protected static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    protected KafkaProbe kafka;

    @Autowired
    protected TestIdentityProvider identityProvider;

    @Autowired
    protected TestPostgres.Database database;

    @LocalServerPort
    private int port;

    /** Each test works on a user of its own, so that the entries of others do not matter. */
    protected final String user = "user-" + UUID.randomUUID();

    protected AuditRecord audited(String eventType, Instant time) {
        return new AuditRecord(eventType, time, user, null, null, null, Map.of());
    }

    protected Event<AuditRecord> publish(AuditRecord audited) {
        Event<AuditRecord> event = new Event<>(Ids.next(), audited.eventType(), "/some-service", audited.timestamp(),
                user, 0, audited);
        kafka.publish(Topic.AUDIT, event);
        return event;
    }

    protected void awaitEntries(int count) {
        await().atMost(PATIENCE).until(() -> page("user_id=" + user).path("items").size() == count);
    }

    protected TestToken admin() {
        return identityProvider.user("admin", "admin");
    }

    /** How long an answer may take. */
    protected Duration patience() {
        return PATIENCE;
    }

    protected WebTestClient http() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(patience())
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .build();
    }

    /** Asks {@code /audit-logs} or what is below it. */
    protected URI uri(String pathAndQuery) {
        return URI.create("http://localhost:" + port + "/audit-logs" + pathAndQuery);
    }

    protected WebTestClient.ResponseSpec get(TestToken token, String pathAndQuery) {
        return http().get()
                .uri(uri(pathAndQuery))
                .headers(headers -> headers.setBearerAuth(token.value()))
                .exchange();
    }

    protected WebTestClient.BodyContentSpec search(String query) {
        return get(admin(), "?" + query).expectStatus().isOk().expectBody();
    }

    protected JsonNode page(String query) {
        return json("?" + query);
    }

    protected JsonNode json(String pathAndQuery) {
        return Objects.requireNonNull(get(admin(), pathAndQuery).expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    protected static List<String> types(JsonNode page) {
        List<String> types = new ArrayList<>();
        page.path("items").forEach(item -> types.add(item.path("event_type").asString()));
        return types;
    }
}
