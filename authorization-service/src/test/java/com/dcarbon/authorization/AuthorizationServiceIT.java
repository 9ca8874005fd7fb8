// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import com.dcarbon.authorization.internal.InternalPort;
import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.simulator.CustomerBrowser;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;
import com.dcarbon.testing.TestToken;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of the whole service have in common: its surroundings, and people who use it. */
@ServiceIT(properties = {"dcarbon.providers.allow-plain-http=true", "dcarbon.authorization.internal-port=0",
        "dcarbon.authorization.token-timeout=6s", "dcarbon.security.internal-clients=ingestion-service",
        "dcarbon.security.trusted-proxies=127.0.0.1,::1", "dcarbon.authorization.rotation.look=500ms",
        "dcarbon.authorization.rotation.requests-per-second=5000", "dcarbon.authorization.rotation.parallel=8",
        "dcarbon.authorization.rotation.max-attempts=3", "dcarbon.authorization.detail.rest=1s",
        "dcarbon.authorization.detail.facility-timeout=6s", "dcarbon.authorization.detail.meters-timeout=6s",
        "dcarbon.authorization.detail.summary-timeout=6s", "dcarbon.authorization.detail.audit-timeout=6s",
        "dcarbon.authorization.list.statement-timeout=3s"})
abstract class AuthorizationServiceIT {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String RETURN_PAGE = "https://app.example/authorization/return";
    static final String PORTAL_PAGE = "https://app.example/authorization/begin";

    private static final JsonMapper JSON = JsonMapper.shared();

    final TestIdentityProvider identity = TestIdentityProvider.shared();
    final ToldOnKafka kafka = ToldOnKafka.shared();
    final CustomerBrowser customer = new CustomerBrowser();
    TestPostgres.@Nullable Database database;
    String address = "";
    WebTestClient http = WebTestClient.bindToServer().build();
    WebTestClient internal = WebTestClient.bindToServer().build();

    private static final Duration POLL = Duration.ofMillis(30);
    /** More seldom than is looked: what is woken has something to do. */
    private static final Duration WAKE = Duration.ofMillis(90);

    static {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(POLL);
    }

    @DynamicPropertySource
    static void mounted(DynamicPropertyRegistry properties) throws IOException {
        Path answers = Files.createTempDirectory(Surroundings.FOLDER, "answers-");
        properties.add("dcarbon.authorization.answers.directory", answers::toString);
        properties.add("dcarbon.providers.directory", () -> Surroundings.FOLDER.resolve("providers").toString());
        properties.add("dcarbon.authorization.token-keyset",
                () -> Surroundings.FOLDER.resolve("keyset.json").toString());
        properties.add("dcarbon.authorization.public-url", () -> Surroundings.PUBLIC_URL);
        properties.add("dcarbon.authorization.return-url", () -> RETURN_PAGE);
        properties.add("dcarbon.authorization.portal-url", () -> PORTAL_PAGE);
        properties.add("dcarbon.facility.base-url", () -> Surroundings.STUBS.baseUrl() + "/facility-service");
        properties.add("dcarbon.authorization.detail.ingestion-url",
                () -> Surroundings.STUBS.baseUrl() + "/ingestion-service");
        properties.add("dcarbon.authorization.detail.audit-url", () -> Surroundings.STUBS.baseUrl() + "/audit-service");
    }

    @Autowired
    void connect(@LocalServerPort int port, InternalPort internalPort, TestPostgres.Database testDatabase) {
        database = testDatabase;
        address = "http://127.0.0.1:" + port;
        http = WebTestClient.bindToServer().baseUrl(address).responseTimeout(PATIENCE)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 * 1024 * 1024)).build();
        internal = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + internalPort.number())
                .responseTimeout(PATIENCE).build();
    }

    /** Those that look only every few seconds look each time that a test does. */
    @Autowired
    void keepAwake(@Qualifier("interruptedRefreshesLoop") BackgroundLoop refreshes,
            @Qualifier("sessionExpiryLoop") BackgroundLoop expiry,
            @Qualifier("authorizationChecksLoop") BackgroundLoop checks,
            @Qualifier("awaitedConsentsLoop") BackgroundLoop consents,
            @Qualifier("revocationsLoop") BackgroundLoop revocations,
            @Qualifier("retriesLoop") BackgroundLoop retries,
            @Qualifier("tokenRotationLoop") BackgroundLoop rotation,
            @Qualifier("platformTokensLoop") BackgroundLoop platformTokens,
            @Qualifier("utilityApiReconciliationLoop") BackgroundLoop reconciliation,
            @Qualifier("utilityApiMarksLoop") BackgroundLoop marks) {
        var loops = List.of(refreshes, expiry, checks, consents, revocations, retries, rotation, platformTokens,
                reconciliation, marks);
        var woken = new AtomicLong(System.nanoTime());
        Awaitility.setDefaultConditionEvaluationListener(_ -> {
            long before = woken.get();
            long now = System.nanoTime();
            if (now - before > WAKE.toNanos() && woken.compareAndSet(before, now)) {
                loops.forEach(BackgroundLoop::wake);
            }
        });
    }

    /** A request that no test foresaw is a fault of ours, whatever came of it. */
    @AfterEach
    void askedNothingUnexpected() {
        var unexpected = Surroundings.STUBS.findAllUnmatchedRequests();
        Surroundings.STUBS.resetRequests();
        assertThat(unexpected).extracting(request -> request.getMethod() + " " + request.getUrl()).isEmpty();
    }

    // ---- facilities

    /** A facility of that owner, known to the service. */
    UUID facilityOf(String owner, OwnerRole role) {
        return publish(Ids.next(), 1, owner, role, null, null, false);
    }

    /** A facility that its owner left to an operator. */
    UUID facilityOf(String owner, String operator, OperatorStatus status) {
        return publish(Ids.next(), 1, owner, OwnerRole.OWNER, operator, status, false);
    }

    UUID publish(UUID id, long version, String owner, OwnerRole role, @Nullable String operator,
            @Nullable OperatorStatus status, boolean discarded) {
        var invited = operator == null || status == null
                ? null
                : new FacilitySnapshot.Operator(new Person(operator, operator, operator + "@example.com"), status);
        publish("facility_updated", version, new FacilitySnapshot(id, "Plant of " + owner, role,
                RegistrationStatus.IN_PROGRESS, new Person(owner, owner, owner + "@example.com"), invited, "pge",
                discarded));
        return id;
    }

    /** Tells of a facility, and waits until the service has followed that. */
    void publish(String type, long version, FacilitySnapshot snapshot) {
        UUID id = snapshot.facilityId();
        kafka.publish(Topic.FACILITIES, new Event<>(Ids.next(), type, "/facility-service", Instant.now(),
                id.toString(), version, snapshot));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                rows("""
                        select 1 from facilities join followed_facilities followed using (facility_id)
                        where facility_id = '%1$s' and facilities.version >= %2$d and followed.version >= %2$d"""
                        .formatted(id, version)))
                .hasSize(1));
    }

    // ---- people

    String owner() {
        return identity.user("owner", "commercial").value();
    }

    String token(String user, String... roles) {
        return identity.user(user, roles).value();
    }

    // ---- the flow

    /** A start that must work. */
    Started start(String user, UUID facility, String provider) {
        return started(postStart(token(user, "commercial"), facility, provider, null));
    }

    WebTestClient.ResponseSpec postStart(String token, UUID facility, String provider, @Nullable String key) {
        return http.post().uri("/green-button/start").headers(headers -> {
            headers.setBearerAuth(token);
            if (key != null) {
                headers.set("Idempotency-Key", key);
            }
        }).contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"facility_id\":\"%s\",\"provider_id\":\"%s\"}".formatted(facility, provider)).exchange();
    }

    Started started(WebTestClient.ResponseSpec response) {
        var result = response.expectStatus().isCreated().expectBody(String.class).returnResult();
        JsonNode body = JSON.readTree(Objects.requireNonNull(result.getResponseBody()));
        var cookie = result.getResponseCookies().values().stream().map(List::getFirst)
                .filter(set -> set.getName().contains("authorization")).findFirst().orElseThrow();
        return new Started(UUID.fromString(body.path("sessionId").asString()),
                URI.create(body.path("redirectUrl").asString()), cookie.getName(), cookie.getValue());
    }

    /** The browser follows the utility's redirect, or any other address of the callback. */
    Returned comeBack(URI callback, @Nullable Started holder) {
        URI here = URI.create(address + callback.getRawPath() + "?" + callback.getRawQuery());
        var request = http.get().uri(here).header("X-Forwarded-For", "203.0.113.7");
        URI location = Objects.requireNonNull((holder == null
                ? request
                : request.cookie(holder.cookieName(), holder.cookieValue())).exchange()
                .expectStatus().isFound()
                .expectHeader().valueEquals("Referrer-Policy", "no-referrer")
                .expectBody().returnResult().getResponseHeaders().getLocation());
        assertThat(location.toString()).startsWith(RETURN_PAGE + "?");
        MultiValueMap<String, String> query = UriComponentsBuilder.fromUri(location).build().getQueryParams();
        assertThat(query.keySet()).containsExactly("sessionId", "status", "code");
        return new Returned(text(query, "sessionId"), text(query, "status"), text(query, "code"));
    }

    /** A callback of the utility without a walk through its pages. */
    Returned comeBack(String provider, String query, @Nullable Started holder) {
        return comeBack(URI.create(Surroundings.PUBLIC_URL + "/green-button/callback/" + provider + "?" + query),
                holder);
    }

    /** The whole flow at a utility that behaves; the authorization's id. */
    UUID authorized(String user, UUID facility, String provider) {
        Started started = start(user, facility, provider);
        assertThat(comeBack(customer.approve(started.redirectUrl(), user, "password"), started).status())
                .isEqualTo("authorized");
        return authorizationOf(facility);
    }

    JsonNode status(String user, UUID session) {
        return json(read("/green-button/status?sessionId=" + session, token(user, "commercial")));
    }

    WebTestClient.ResponseSpec read(String uri, String token) {
        return http.get().uri(uri).headers(headers -> headers.setBearerAuth(token)).exchange();
    }

    static JsonNode json(WebTestClient.ResponseSpec response) {
        return JSON.readTree(Objects.requireNonNull(
                response.expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody()));
    }

    // ---- what is stored

    UUID authorizationOf(UUID facility) {
        return UUID.fromString(String.valueOf(row(
                "select id from authorizations where facility_id = '%s' order by created_at desc".formatted(facility))
                .get("id")));
    }

    Map<String, @Nullable Object> row(String sql) {
        List<Map<String, @Nullable Object>> rows = rows(sql);
        assertThat(rows).as(sql).isNotEmpty();
        return rows.getFirst();
    }

    List<Map<String, @Nullable Object>> rows(String sql) {
        return Asking.rows(Objects.requireNonNull(database), sql);
    }

    int execute(String sql) {
        return Asking.execute(Objects.requireNonNull(database), sql);
    }

    /** As if those who wished to be left alone, in whatever test, could be asked again. */
    void endPausesOfProviders() {
        execute("update provider_paces set paused_until = null");
    }

    private static String text(MultiValueMap<String, String> query, String name) {
        return Objects.requireNonNullElse(query.getFirst(name), "");
    }

    /** A session as the browser holds it. */
    record Started(UUID sessionId, URI redirectUrl, String cookieName, String cookieValue) {

        String state() {
            return Objects.requireNonNull(
                    UriComponentsBuilder.fromUri(redirectUrl).build().getQueryParams().getFirst("state"));
        }
    }

    /** What the return page is told. */
    record Returned(String sessionId, String status, String code) {}

    TestToken admin() {
        return identity.user("admin", "admin");
    }
}
