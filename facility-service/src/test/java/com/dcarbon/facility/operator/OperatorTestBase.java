// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.invitation.InvitationTokens;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestPostgres;

import tools.jackson.databind.JsonNode;

/** An owner with a facility, a person who is invited to operate it, and the link that would stand in the mail. */
abstract class OperatorTestBase extends FacilityTestBase {
    /** The invited person's user id. */
    final String operator = "operator-" + UUID.randomUUID();
    final String invitedEmail = operator + "@example.com";
    final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    TestPostgres.Database database;

    @Autowired
    private InvitationTokens tokens;

    WebTestClient operator() {
        return commercial(operator);
    }

    ResponseSpec invite(WebTestClient client, UUID facility, @Nullable String email) {
        return client.put()
                .uri("/facilities/{id}/operator-invitation", facility)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(email == null ? "{}" : "{\"email\":\"" + email + "\"}")
                .exchange();
    }

    ResponseSpec resend(WebTestClient client, UUID facility) {
        return client.post().uri("/facilities/{id}/operator-invitation/resend", facility).exchange();
    }

    ResponseSpec resend(WebTestClient client, UUID facility, String body) {
        return call(client, "/facilities/" + facility + "/operator-invitation/resend", body);
    }

    ResponseSpec confirm(WebTestClient client, UUID facility) {
        return client.post().uri("/facilities/{id}/operator/confirm", facility).exchange();
    }

    ResponseSpec withdraw(WebTestClient client, UUID facility) {
        return client.delete().uri("/facilities/{id}/operator", facility).exchange();
    }

    ResponseSpec preview(String token) {
        return call(nobody(), "/invitations/preview", "{\"token\":\"" + token + "\"}");
    }

    ResponseSpec accept(WebTestClient client, String token) {
        return call(client, "/invitations/accept", "{\"token\":\"" + token + "\"}");
    }

    ResponseSpec call(WebTestClient client, String uri, String body) {
        return client.post().uri(uri).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    /** A facility whose invitation waits. */
    UUID invited() {
        UUID facility = register("owner");
        invite(owner(), facility, invitedEmail).expectStatus().isOk();
        return facility;
    }

    /** A facility with an accepted operator. */
    UUID operated() {
        UUID facility = invited();
        accept(operator(), token(facility)).expectStatus().isOk();
        return facility;
    }

    /** A facility whose operator came by another address. */
    UUID unconfirmed() {
        UUID facility = register("owner");
        invite(owner(), facility, "boss-" + invitedEmail).expectStatus().isOk();
        accept(operator(), token(facility)).expectStatus().isOk();
        return facility;
    }

    /** The token of the invitation that waits, as the mail would carry it. */
    String token(UUID facility) {
        try (var connection = database.connect();
                var statement = connection.prepareStatement(
                        "select invitation_id, invitation_key_id from operators where facility_id = ?")) {
            statement.setObject(1, facility);
            try (var found = statement.executeQuery()) {
                assertThat(found.next()).isTrue();
                return tokenOf(found.getObject(1, UUID.class), found.getInt(2));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    String tokenOf(UUID invitation, int key) {
        return tokens.token(invitation, key);
    }

    /** A token that is in order and belongs to no invitation. */
    String forged() {
        return tokens.token(Ids.next(), tokens.currentKey());
    }

    /** The invitation's time is over. */
    void expire(UUID facility) throws SQLException {
        execute("update operators set invitation_expires_at = now() - interval '1 second' where facility_id = '"
                + facility + "'");
    }

    void execute(String sql) throws SQLException {
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What the owner sees. */
    JsonNode record(UUID facility) {
        return json(get(owner(), facility).expectStatus().isOk());
    }

    String status(UUID facility) {
        return record(facility).at("/operator/status").asString("nobody");
    }

    /** Makes the call on a thread of its own. */
    static <T> CompletableFuture<T> atOnce(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, task -> Thread.ofVirtual().start(task));
    }

    static String code(ResponseSpec answer) {
        return json(answer).path("code").asString();
    }

    /** The events of a facility in their order, once the one with that version is there. */
    List<Event<?>> events(UUID facility, long version) {
        kafka.awaitEvent(Topic.FACILITIES, event -> isOf(event, facility) && event.sequence() == version);
        return kafka.events(Topic.FACILITIES, event -> isOf(event, facility));
    }

    static boolean isOf(Event<?> event, UUID facility) {
        return event.subject().equals(facility.toString());
    }

    static FacilitySnapshot snapshot(Event<?> event) {
        return (FacilitySnapshot) event.data();
    }
}
