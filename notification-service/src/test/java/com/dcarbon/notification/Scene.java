// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventData;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationFailed;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.events.facility.RegistrationStatus;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestInvitationKeyset;
import com.dcarbon.testing.TestPostgres;
import com.dcarbon.testing.TestToken;

import tools.jackson.databind.JsonNode;

/** One facility with its people, of each test's own, and the neighbours of the service around it. */
@ServiceIT(properties = {"dcarbon.providers.directory=src/test/resources/providers",
        "dcarbon.notification.mail.first-delay=200ms", "dcarbon.notification.mail.longest-delay=1s",
        "dcarbon.notification.application-url=https://app.example",
        "dcarbon.notification.admin-recipients=on-call@ops.example", "dcarbon.notification.expiry.look=200ms"})
abstract class Scene {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Instant NOW = Instant.parse("2026-11-20T08:15:00Z");

    final UUID facility = Ids.next();
    final Person owner = person("owner");
    final Person operator = person("operator");
    final MailServer mailServer = MailServer.running();

    private final KafkaProbe kafka;
    private final TestIdentityProvider identityProvider;
    private final TestPostgres.Database database;
    private final WebTestClient http;
    private final int port;

    Scene(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database, int port) {
        this.kafka = kafka;
        this.identityProvider = identityProvider;
        this.database = database;
        this.port = port;
        this.http = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(PATIENCE)
                // The metrics of one JVM's whole life are more than the client takes by default.
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20))
                .build();
    }

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.port", MailServer.running()::port);
        properties.add("dcarbon.invitation.keyset", TestInvitationKeyset::file);
    }

    /** Heartbeats are far enough apart to tell what was told at once from what was found by looking. */
    @DynamicPropertySource
    static void stream(DynamicPropertyRegistry properties) {
        properties.add("dcarbon.notification.stream.heartbeat", () -> "2s");
        properties.add("dcarbon.notification.stream.per-user", () -> 3);
    }

    /** A commercial owner who operates the facility too. */
    FacilitySnapshot operatedByItsOwner() {
        return facility("Sunny Yard", OwnerRole.OWNER_OPERATOR, null, false);
    }

    FacilitySnapshot withOperator(OperatorStatus status) {
        return facility("Sunny Yard", OwnerRole.OWNER, new FacilitySnapshot.Operator(operator, status), false);
    }

    FacilitySnapshot facility(String name, OwnerRole role, FacilitySnapshot.@Nullable Operator operatedBy,
            boolean discarded) {
        return new FacilitySnapshot(facility, name, role, RegistrationStatus.COMPLETE, owner, operatedBy, "pge",
                discarded);
    }

    void publish(FacilitySnapshot snapshot, long version) {
        publish(EventKind.FACILITY_UPDATED, snapshot, version);
    }

    Event<FacilitySnapshot> publish(EventKind kind, FacilitySnapshot snapshot, long version) {
        var event = new Event<>(Ids.next(), kind.typeName(), "/facility-service", NOW, facility.toString(), version,
                snapshot);
        kafka.publish(Topic.FACILITIES, event);
        return event;
    }

    /** Of that authorization or of what is done with it. */
    void publish(EventKind kind, EventData data, long version) {
        kafka.publish(kind.topic(), new Event<>(Ids.next(), kind.typeName(), "/authorization-service", NOW,
                facility.toString(), version, data));
    }

    Event<AuthorizationCreated> authorizationCreated() {
        return new Event<>(Ids.next(), "authorization_created", "/authorization-service", NOW, facility.toString(), 2,
                new AuthorizationCreated(facility, Ids.next(), AuthMethod.GREEN_BUTTON, "pge", NOW, 1, false));
    }

    Event<AuthorizationFailed> authorizationFailed() {
        return authorizationFailed("user_cancelled");
    }

    Event<AuthorizationFailed> authorizationFailed(String code) {
        return new Event<>(Ids.next(), "authorization_failed", "/authorization-service", NOW, facility.toString(), 2,
                new AuthorizationFailed(facility, Ids.next(), AuthMethod.GREEN_BUTTON, "pge", NOW, 1, code,
                        "It was cancelled at PG&E.", "Start again and approve the request.", true));
    }

    void publish(Event<?> authorization) {
        kafka.publish(Topic.AUTHORIZATIONS, authorization);
    }

    /** The inbox tells when the service has taken note of it. */
    void awaitHeard(Event<?> event) {
        await().atMost(PATIENCE)
                .until(() -> "1"
                        .equals(query("select count(*) from inbox where event_id = '%s'".formatted(event.id()))));
    }

    void awaitEverythingTold() {
        await().atMost(PATIENCE)
                .until(() -> "0"
                        .equals(query(
                                "select count(*) from announcements where facility_id = '%s'".formatted(facility))));
    }

    List<MimeMessage> awaitMails(Person person, int count) {
        await().atMost(PATIENCE).until(() -> mails(person).size() >= count);
        return mails(person);
    }

    List<MimeMessage> mails(Person person) {
        return mailServer.mailsTo(Objects.requireNonNull(person.email()));
    }

    JsonNode awaitNotifications(Person person, int count) {
        await().atMost(PATIENCE).until(() -> notifications(person, "").path("items").size() >= count);
        return notifications(person, "").path("items");
    }

    JsonNode notifications(Person person, String query) {
        return Objects.requireNonNull(http(token(person)).get()
                .uri("/notifications" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    TestToken token(Person person) {
        return identityProvider.user(Objects.requireNonNull(person.userId()), "commercial");
    }

    TestIdentityProvider identityProvider() {
        return identityProvider;
    }

    WebTestClient http(TestToken token) {
        return http.mutate().defaultHeaders(headers -> headers.setBearerAuth(token.value())).build();
    }

    WebTestClient http() {
        return http;
    }

    TestPostgres.Database database() {
        return database;
    }

    KafkaProbe kafka() {
        return kafka;
    }

    int port() {
        return port;
    }

    String metrics() {
        return Objects.requireNonNull(http.get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    /** The first column of the first row. */
    @Nullable
    String query(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void change(String sql) {
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The plain and the HTML part, decoded. */
    static String text(MimeMessage mail) {
        return part(mail, 0);
    }

    static String html(MimeMessage mail) {
        return part(mail, 1);
    }

    private static String part(MimeMessage mail, int number) {
        try {
            return ((MimeMultipart) mail.getContent()).getBodyPart(number).getContent().toString();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Person person(String name) {
        String id = name + "-" + UUID.randomUUID();
        return new Person(id, name, id + "@example.com");
    }
}
