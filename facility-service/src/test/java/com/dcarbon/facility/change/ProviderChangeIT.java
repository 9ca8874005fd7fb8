// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.events.authorization.AuthorizationSnapshot;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;
import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;

import tools.jackson.databind.JsonNode;

/** Story 6.3: a user changes the utility of a facility that is authorized at another one. */
class ProviderChangeIT extends FacilityTestBase {
    private static final String TO_SCE = "{'provider_id':'sce','confirm':true}";

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final String operator = "operator-" + UUID.randomUUID();
    private final Instant started = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
    private final UUID authorization = Ids.next();

    @Autowired
    private TestPostgres.Database database;

    private UUID facility = UUID.randomUUID();

    @BeforeEach
    void authorizeAtPge() {
        facility = authorized("owner_operator", authorization);
    }

    private UUID authorized(String role, UUID authorizationId) {
        UUID id = register(role);
        tell(id, authorizationId, AuthStatus.AUTHORIZED, 2, started);
        awaitRecord(id, found -> assertThat(found.path("auth_status").asString("")).isEqualTo("authorized"));
        return id;
    }

    @Test
    void warnsOfWhatIsLostAndChangesNothingWithoutConfirmation() {
        for (String body : List.of("{'provider_id':'sce'}", "{'provider_id':'sce','confirm':false}",
                "{'provider_id':'sce','confirm':null}")) {
            change(owner(), body).expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("confirmation_required")
                    .jsonPath("$.warning")
                    .isEqualTo("The authorization at PG&E will be revoked, and no new data will come from there. "
                            + "Data that was already imported stays. Afterwards SCE has to be authorized.");
        }
        assertThat(seen().at("/utility_provider/id").asString()).isEqualTo("pge");
        assertThat(seen().path("provider_change").isNull()).isTrue();
    }

    @Test
    void warnsOfWhatUtilityApiDeletes() {
        publish(EventKind.AUTHORIZATION_CHANGED, facility, 3, Instant.now(),
                new AuthorizationSnapshot(facility, authorization, "pge", "PG&E", AuthMethod.UTILITY_API,
                        AuthStatus.AUTHORIZED, null, null, owner, 1, started, started, started, null));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> change(owner(), "{'provider_id':'sce'}")
                .expectStatus().isEqualTo(409)
                .expectBody().jsonPath("$.warning").value(String.class, warning -> assertThat(warning)
                        .contains("UtilityAPI, which connects us with this utility, deletes its copy of the data")
                        .contains("what has not been imported by now cannot be fetched any more")));
    }

    @Test
    void walksFromTheConfirmationToTheNewAuthorization() {
        JsonNode asked = json(change(owner(), TO_SCE).expectStatus().isOk().expectHeader().valueEquals(HttpHeaders.ETAG,
                "\"1\""));

        assertThat(asked.at("/utility_provider/id").asString()).isEqualTo("sce");
        assertThat(asked.at("/registration/status").asString()).isEqualTo("complete");
        JsonNode change = asked.path("provider_change");
        assertThat(change.path("status").asString()).isEqualTo("revoking");
        assertThat(change.at("/provider/id").asString()).isEqualTo("sce");
        assertThat(change.at("/from/name").asString()).isEqualTo("PG&E");
        assertThat(Instant.parse(change.path("requested_at").asString())).isAfter(started);
        assertThat(texts(asked.path("permissions"))).doesNotContain("authorize").contains("change_provider");

        tell(facility, authorization, AuthStatus.REVOKED, 3, started);
        awaitChange("authorization_needed");
        assertThat(texts(seen().path("permissions"))).contains("authorize", "change_provider");

        UUID anew = Ids.next();
        Instant again = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
        tellOfSce(anew, AuthStatus.PENDING, 1, again);
        awaitChange("authorizing");
        tellOfSce(anew, AuthStatus.FAILED, 2, again);
        awaitChange("abandoned");
        assertThat(seen().at("/provider_change/message").asString())
                .isEqualTo(
                        "The authorization at SCE was not completed. It can be started again.");
        tellOfSce(anew, AuthStatus.PENDING, 3, again.plusSeconds(1));
        awaitChange("authorizing");
        tellOfSce(anew, AuthStatus.AUTHORIZED, 4, again.plusSeconds(1));

        awaitRecord(facility, found -> {
            assertThat(found.path("auth_status").asString("")).isEqualTo("authorized");
            assertThat(found.path("auth_provider").asString()).isEqualTo("sce");
            assertThat(found.at("/utility_provider/id").asString()).isEqualTo("sce");
            assertThat(found.path("provider_change").isNull()).isTrue();
        });
    }

    @Test
    void tellsTheOthersAndTheAuditLogWhoAskedForWhat() {
        change(owner(), TO_SCE).expectStatus().isOk();
        change(owner(), TO_SCE).expectStatus().isOk();
        change(owner(), "{'provider_id':'sce'}").expectStatus().isOk();

        Event<?> told = awaitEvent(Topic.FACILITIES, "provider_change_requested");
        FacilitySnapshot snapshot = (FacilitySnapshot) told.data();
        ProviderChange change = Objects.requireNonNull(snapshot.providerChange());
        assertThat(change.providerId()).isEqualTo("sce");
        assertThat(change.requestedBy()).isEqualTo(owner);
        assertThat(change.ipAddress()).isEqualTo("127.0.0.1");
        assertThat(snapshot.utilityProviderId()).isEqualTo("sce");
        AuditRecord audited = (AuditRecord) awaitEvent(Topic.AUDIT, "provider_change_requested").data();
        assertThat(audited.userId()).isEqualTo(owner);
        assertThat(audited.ipAddress()).isEqualTo("127.0.0.1");
        assertThat(audited.authorizationId()).isEqualTo(authorization);
        assertThat(audited.details()).isEqualTo(Map.of("provider_id", "sce", "from_provider_id", "pge"));

        patch(owner(), facility, "\"1\"", "{'name':'Carport'}").expectStatus().isOk();
        FacilitySnapshot later = (FacilitySnapshot) kafka.awaitEvent(Topic.FACILITIES,
                event -> isOurs(event) && ((FacilitySnapshot) event.data()).name().equals("Carport")).data();
        assertThat(later.providerChange()).isEqualTo(change);
        assertThat(kafka.events(Topic.FACILITIES, this::isOurs)).extracting(Event::sequence)
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void isNotTurnedBackByLateNewsOfTheFormerAuthorization() {
        change(owner(), TO_SCE).expectStatus().isOk();

        tell(facility, authorization, AuthStatus.AUTHORIZED, 3, started);
        patch(owner(), facility, "\"1\"", "{'name':'Carport'}").expectStatus().isOk();
        await().atMost(Duration.ofSeconds(30)).until(() -> kafka.events(Topic.FACILITIES, this::isOurs).size() == 5);

        assertThat(seen().at("/utility_provider/id").asString()).isEqualTo("sce");
        assertThat(seen().at("/provider_change/status").asString()).isEqualTo("revoking");
    }

    @Test
    void letsTwoWhoWantTheSameAtOnceHaveItOnce() {
        List<ResponseSpec> answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> change(owner(), TO_SCE)))
                .limit(6)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        answers.forEach(answer -> answer.expectStatus().isOk());
        patch(owner(), facility, "\"1\"", "{'name':'Carport'}").expectStatus().isOk();
        kafka.awaitEvent(Topic.FACILITIES,
                event -> isOurs(event) && ((FacilitySnapshot) event.data()).name().equals("Carport"));
        assertThat(kafka.events(Topic.FACILITIES, this::isOurs)).extracting(Event::type)
                .containsOnlyOnce("provider_change_requested");
    }

    @Test
    void leavesNothingOfAChangeThatDiedInTheMiddle() throws SQLException {
        killedWhileWritingItsEvent(database, () -> change(owner(), TO_SCE)).expectStatus().isEqualTo(503);

        assertThat(seen().path("provider_change").isNull()).isTrue();
        change(owner(), TO_SCE).expectStatus().isOk();
        awaitEvent(Topic.AUDIT, "provider_change_requested");
        assertThat(kafka.events(Topic.FACILITIES, this::isOurs)).extracting(Event::sequence).containsExactly(1L, 2L,
                3L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'provider_id':'atlantis','confirm':true} | provider_id
            {'provider_id':' ','confirm':true}        | provider_id
            {'confirm':true}                          | provider_id
            {'provider_id':null,'confirm':true}       | provider_id
            {'provider_id':{},'confirm':true}         | provider_id
            {'provider_id':'sce','confirm':'perhaps'} | confirm
            {'provider_id':'sce','sure':true}         | sure
            """)
    void namesTheFieldThatIsWrong(String body, String field) {
        change(owner(), body).expectStatus().isBadRequest().expectBody().jsonPath("$.errors[0].field").isEqualTo(field);
    }

    @Test
    void isForRegisteredFacilitiesOnly() {
        facility = register("owner_operator");

        problem(change(owner(), TO_SCE), 409, "registration_in_progress");

        assertThat(texts(seen().path("permissions"))).doesNotContain("change_provider");
        patch(owner(), facility, "\"1\"", "{'utility_provider':{'id':'sce'}}").expectStatus().isOk();
    }

    @ParameterizedTest(name = "{0}: owner_operator''s {1}, owner''s {2}")
    @CsvSource({"owner, 200, 403 operator_must_authorize", "operator, 404 not_found, 200",
            "unconfirmed, 404 not_found, 404 not_found", "withdrawn, 404 not_found, 404 not_found",
            "admin, 403 forbidden, 403 forbidden", "stranger, 404 not_found, 404 not_found",
            "nobody, 401 unauthenticated, 401 unauthenticated"})
    void answersEachAsTheContractSays(String who, String own, String operated) throws SQLException {
        UUID left = authorized("owner", Ids.next());
        operatorOf(left, who);

        answers(change(client(who), TO_SCE), own);
        facility = left;
        List<String> permissions = who.equals("nobody")
                ? List.of()
                : texts(json(get(client(who), left))
                        .path("permissions"));
        answers(change(client(who), TO_SCE), operated);
        assertThat(permissions.contains("change_provider")).isEqualTo(operated.equals("200"));
    }

    private void operatorOf(UUID id, String who) throws SQLException {
        if (who.equals("withdrawn")) {
            return;
        }
        try (var connection = database.connect();
                var statement = connection.prepareStatement(
                        "insert into operators (facility_id, email, status, user_id) values (?, 'o@example.com', ?, ?)")) {
            statement.setObject(1, id);
            statement.setString(2, who.equals("unconfirmed") ? "unconfirmed" : "accepted");
            statement.setString(3, operator);
            statement.executeUpdate();
        }
    }

    private WebTestClient client(String who) {
        return switch (who) {
            case "owner" -> owner();
            case "operator", "unconfirmed", "withdrawn" -> commercial(operator);
            case "admin" -> admin();
            case "stranger" -> as(TestIdentityProvider.shared().user("home", "residential"));
            default -> nobody();
        };
    }

    private static void answers(ResponseSpec answer, String expected) {
        if (expected.equals("200")) {
            answer.expectStatus().isOk();
        } else {
            problem(answer, Integer.parseInt(expected.substring(0, 3)), expected.substring(4));
        }
    }

    private ResponseSpec change(WebTestClient client, String body) {
        return client.put()
                .uri("/facilities/{id}/utility-provider", facility)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.replace('\'', '"'))
                .exchange();
    }

    private void tellOfSce(UUID id, AuthStatus status, long sequence, Instant attemptedAt) {
        var failure = status == AuthStatus.FAILED
                ? new AuthorizationSnapshot.Failure("user_cancelled", "You cancelled.", "Try again.", true)
                : null;
        publish(EventKind.AUTHORIZATION_CHANGED, facility, sequence, Instant.now(),
                new AuthorizationSnapshot(facility, id, "sce", "SCE", AuthMethod.GREEN_BUTTON, status, null, null,
                        owner, 1, attemptedAt, attemptedAt, status == AuthStatus.AUTHORIZED ? attemptedAt : null,
                        failure));
    }

    private void awaitChange(String status) {
        awaitRecord(facility, found -> assertThat(found.at("/provider_change/status").asString("")).isEqualTo(status));
    }

    private JsonNode seen() {
        return json(get(owner(), facility).expectStatus().isOk());
    }

    private Event<?> awaitEvent(Topic topic, String type) {
        return kafka.awaitEvent(topic, event -> isOurs(event) && event.type().equals(type));
    }

    private boolean isOurs(Event<?> event) {
        return event.subject().equals(facility.toString());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
