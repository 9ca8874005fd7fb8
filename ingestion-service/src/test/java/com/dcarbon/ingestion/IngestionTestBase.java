// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestToken;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ingestion service among its neighbours; every test works on a facility and people of its own. */
@ServiceIT(properties = {"dcarbon.ingestion.sync.idle=200ms", "dcarbon.ingestion.schedule.idle=300ms",
        "dcarbon.ingestion.sync.backoff-base=50ms",
        "dcarbon.ingestion.sync.max-attempts=6", "dcarbon.ingestion.authorization.client-secret=test",
        "dcarbon.providers.allow-plain-http=true", "dcarbon.ingestion.line.outage-delay=500ms",
        "dcarbon.ingestion.line.longest-answer=10s", "dcarbon.ingestion.utility-api.not-ready-delay=100ms",
        "dcarbon.ingestion.utility-api.lost-answer-delay=100ms",
        "dcarbon.ingestion.utility-api.turn-patience=500ms", "dcarbon.ingestion.health.authorizations=1000",
        "dcarbon.ingestion.health.failures=1000", "dcarbon.ingestion.health.probe-base=200ms",
        "dcarbon.ingestion.health.probe-cap=500ms", "dcarbon.ingestion.health.watch=200ms",
        "dcarbon.ingestion.health.catch-up=2s", "dcarbon.ingestion.health.catch-up-spacing=50ms",
        "dcarbon.ingestion.wregis.minimum-age=14d",
        "dcarbon.ingestion.utility-api.pay-again-delay=500ms",
        "dcarbon.ingestion.upload.max-file-size=64KB",
        "DCARBON_TEST_UTILITY_API_TOKEN=" + Neighbours.UTILITY_API_TOKEN})
public abstract class IngestionTestBase {
    protected static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    protected final Neighbours neighbours = Neighbours.all();
    protected final UUID facility = Ids.next();
    protected final UUID authorization = Ids.next();
    protected final String owner = "owner-" + facility;
    protected final String operator = "operator-" + facility;

    @LocalServerPort
    private int port;
    @Autowired
    protected DatabaseClient database;

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry registry) {
        Neighbours neighbours = Neighbours.all();
        registry.add("dcarbon.providers.directory", () -> neighbours.profileDirectory().toString());
        registry.add("dcarbon.ingestion.line.spool-directory", () -> neighbours.spoolDirectory().toString());
        registry.add("dcarbon.ingestion.archive.directory", () -> neighbours.archiveDirectory().toString());
        registry.add("dcarbon.ingestion.archive.keyset", () -> neighbours.archiveKeyset().toString());
        registry.add("dcarbon.ingestion.authorization.base-url", () -> neighbours.stubs().baseUrl());
        registry.add("dcarbon.ingestion.authorization.token-uri", () -> neighbours.stubs().baseUrl() + "/oauth2/token");
        registry.add("dcarbon.facility.base-url", () -> neighbours.stubs().baseUrl());
    }

    @BeforeEach
    void forgetEarlierRequests() {
        neighbours.stubs().resetRequests();
    }

    /** Whatever we ask our neighbours and utilities, a test has foreseen. */
    @AfterEach
    void nothingElseWasAsked() {
        assertThat(neighbours.stubs().findAllUnmatchedRequests()).extracting(LoggedRequest::getUrl).isEmpty();
    }

    protected WebTestClient as(TestToken token) {
        return nobody().mutate().defaultHeader(HttpHeaders.AUTHORIZATION, token.bearer()).build();
    }

    protected WebTestClient user(String name) {
        return as(TestIdentityProvider.shared().user(name, "commercial"));
    }

    protected WebTestClient admin() {
        return as(TestIdentityProvider.shared().user("admin", "admin"));
    }

    protected WebTestClient nobody() {
        return WebTestClient.bindToServer().baseUrl(address()).responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(32_000_000))
                .build();
    }

    protected String address() {
        return "http://localhost:" + port;
    }

    /** The facility belongs to the owner, who also operates it. */
    protected void facilityExists() {
        facilityExists(OwnerRole.OWNER_OPERATOR, null, 1);
    }

    protected void facilityExists(OwnerRole role, @Nullable OperatorStatus operatorStatus, long version) {
        FacilitySnapshot.Operator invited = operatorStatus == null
                ? null
                : new FacilitySnapshot.Operator(new Person(operator, "Op", "op@example.com"), operatorStatus);
        var snapshot = new FacilitySnapshot(facility, "Roof", role, RegistrationStatus.COMPLETE,
                new Person(owner, "Owner", "owner@example.com"), invited, "pge", false);
        KafkaProbe.shared()
                .publish(Topic.FACILITIES, new Event<>(Ids.next(), EventKind.FACILITY_UPDATED.typeName(),
                        "/facility-service", Instant.now(), facility.toString(), version, snapshot));
        await(() -> database.sql("select version from facilities where facility_id = :id")
                .bind("id", facility)
                .map(row -> row.get("version", Long.class))
                .one()
                .blockOptional()
                .filter(known -> known >= version)
                .isPresent());
    }

    protected Event<AuthorizationCreated> authorized(String provider) {
        return authorized(provider, 1);
    }

    protected Event<AuthorizationCreated> authorized(String provider, int attempt) {
        AuthMethod method = provider.startsWith("uapi") ? AuthMethod.UTILITY_API : AuthMethod.GREEN_BUTTON;
        var created = new AuthorizationCreated(facility, authorization, method, provider, Instant.now(), attempt,
                attempt > 1);
        Event<AuthorizationCreated> event = new Event<>(Ids.next(), EventKind.AUTHORIZATION_CREATED.typeName(),
                "/authorization-service", Instant.now(), facility.toString(), attempt, created);
        KafkaProbe.shared().publish(Topic.AUTHORIZATIONS, event);
        return event;
    }

    /** The only event of that type of the facility; waits for it. */
    protected Event<?> awaitEvent(EventKind kind) {
        return KafkaProbe.shared().awaitEvent(kind.topic(), ours(kind));
    }

    /** As consumers take them in: a repetition has the same id. */
    protected List<Event<?>> events(EventKind kind) {
        return distinct(KafkaProbe.shared().events(kind.topic(), ours(kind)));
    }

    private static List<Event<?>> distinct(List<Event<?>> events) {
        Map<UUID, Event<?>> byId = new LinkedHashMap<>();
        events.forEach(event -> byId.put(event.id(), event));
        return List.copyOf(byId.values());
    }

    private Predicate<Event<?>> ours(EventKind kind) {
        return event -> event.type().equals(kind.typeName()) && event.subject().equals(facility.toString());
    }

    protected List<Event<?>> audited(String type) {
        return distinct(KafkaProbe.shared()
                .events(Topic.AUDIT,
                        event -> event.type().equals(type) && event.subject().equals(facility.toString())));
    }

    /** Waits until the synchronisation has come to that state. */
    protected JsonNode awaitSync(String state) {
        JsonNode[] last = new JsonNode[1];
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            last[0] = sync();
            assertThat(last[0].path("state").asString()).as("%s", last[0])
                    .isEqualTo(state);
        });
        return Objects.requireNonNull(last[0]);
    }

    protected JsonNode sync() {
        return json(call(user(owner), "/facilities/" + facility + "/sync").expectStatus().isOk());
    }

    protected JsonNode meters() {
        return json(call(user(owner), "/meters?facility_id=" + facility).expectStatus().isOk()).path("items");
    }

    protected JsonNode intervals(JsonNode meter, String query) {
        return json(
                call(user(owner), "/intervals?meter_id=" + meter.path("id").asString() + query).expectStatus().isOk());
    }

    protected static ResponseSpec call(WebTestClient client, String uri) {
        return client.get().uri(uri).exchange();
    }

    protected static JsonNode json(ResponseSpec answer) {
        byte[] body = answer.expectBody().returnResult().getResponseBody();
        return JSON.readTree(Objects.requireNonNull(body));
    }

    protected static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
    }

    /** What is compared by days of that zone belongs to one day. */
    protected static void awaitTheMiddleOfADay(ZoneId zone) {
        Awaitility.await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            LocalTime time = LocalTime.now(zone);
            return time.isAfter(LocalTime.of(0, 2)) && time.isBefore(LocalTime.of(23, 57));
        });
    }

    protected void leavesNothingInTheSpool() {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(neighbours.spooled()).isEmpty());
    }

    protected long count(String sql) {
        Long found = database.sql(sql)
                .bind("id", facility)
                .map(row -> row.get(0, Long.class))
                .one()
                .block(PATIENCE);
        return Objects.requireNonNull(found);
    }
}
