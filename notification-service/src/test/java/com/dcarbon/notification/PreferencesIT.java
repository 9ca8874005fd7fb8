// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;
import com.dcarbon.testing.TestToken;

import tools.jackson.databind.JsonNode;

class PreferencesIT extends Scene {
    @Autowired
    PreferencesIT(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database,
            @LocalServerPort int port) {
        super(kafka, identityProvider, database, port);
    }

    @Test
    void everythingIsOnUntilItIsSwitchedOff() {
        JsonNode items = preferences(token(owner));

        assertThat(items).hasSize(11)
                .allSatisfy(item -> assertThat(item.path("email").asBoolean() && item.path("in_app").asBoolean())
                        .isTrue());
        assertThat(items.valueStream().filter(item -> item.path("locked").asBoolean())
                .map(item -> item.path("kind").asString())).containsExactly("operator_invited", "operator_accepted",
                        "operator_withdrawn", "authorization_revoked");
        assertThat(item(items, "authorization_failed").path("title").asString()).isEqualTo("Authorization failed");
        assertThat(item(items, "authorization_failed").path("description").asString()).isNotBlank();
    }

    @Test
    void administratorsChooseOfTheirsToo() {
        TestToken admin = identityProvider().user("ada-" + facility, "admin");

        assertThat(preferences(admin)).hasSize(13);
        change(admin, item("provider_downtime", false, true)).expectStatus().isOk();
        assertThat(item(preferences(admin), "provider_downtime").path("email").asBoolean()).isFalse();
        change(token(owner), item("provider_downtime", false, true)).expectStatus().isBadRequest();
    }

    @Test
    void whatIsSwitchedOffIsNotTold() {
        change(token(owner), item("authorization_failed", false, true) + ","
                + item("authorization_succeeded", true, false)).expectStatus().isOk();

        publish(operatedByItsOwner(), 1);
        publish(authorizationFailed());
        publish(authorizationCreated());

        assertThat(awaitMails(owner, 1)).singleElement()
                .satisfies(mail -> assertThat(mail.getSubject()).startsWith("PG&E is connected"));
        awaitEverythingTold();
        assertThat(awaitNotifications(owner, 1)).singleElement()
                .satisfies(told -> assertThat(told.path("kind").asString()).isEqualTo("authorization_failed"));
    }

    @Test
    void kindsThatAreNotNamedStayAsTheyAre() {
        change(token(owner), item("authorization_failed", false, false)).expectStatus().isOk();
        JsonNode items = Objects.requireNonNull(change(token(owner), item("authorization_retry", true, false))
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()).path("items");

        assertThat(items).isEqualTo(preferences(token(owner)));
        assertThat(item(items, "authorization_failed").path("in_app").asBoolean()).isFalse();
        assertThat(item(items, "authorization_retry").path("in_app").asBoolean()).isFalse();
        assertThat(preferences(token(operator))).allSatisfy(
                item -> assertThat(item.path("in_app").asBoolean()).isTrue());
    }

    @Test
    void theListAsItWasReadCanBeSentBack() {
        change(token(owner), preferences(token(owner)).valueStream()
                .map(JsonNode::toString)
                .reduce((one, other) -> one + "," + other)
                .orElseThrow()).expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"kind\":\"operator_withdrawn\",\"email\":false,\"in_app\":true} | items[0].email",
            "{\"kind\":\"authorization_revoked\",\"email\":true,\"in_app\":false} | items[0].in_app",
            "{\"kind\":\"weather\",\"email\":true,\"in_app\":true} | items[0].kind",
            "{\"kind\":\"authorization_failed\",\"in_app\":true} | items[0].email",
            "{\"email\":true,\"in_app\":true} | items[0].kind"})
    void saysWhatCannotBeChosenAndChangesNothing(String item, String field) {
        change(token(owner), item + "," + item("authorization_retry", false, false)).expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);

        assertThat(item(preferences(token(owner)), "authorization_retry").path("email").asBoolean()).isTrue();
    }

    @Test
    void aKindThatIsNamedTwiceIsAMistake() {
        change(token(owner), item("authorization_retry", true, true) + "," + item("authorization_retry", true, false))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("items[1].kind");
    }

    @Test
    void areClosedWithoutAPersonsToken() {
        http().get().uri("/notification-preferences").exchange().expectStatus().isUnauthorized();
    }

    private JsonNode preferences(TestToken token) {
        return Objects.requireNonNull(http(token).get()
                .uri("/notification-preferences")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()).path("items");
    }

    private ResponseSpec change(TestToken token, String items) {
        return http(token).put()
                .uri("/notification-preferences")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"items\":[" + items + "]}")
                .exchange();
    }

    private static String item(String kind, boolean email, boolean inApp) {
        return "{\"kind\":\"%s\",\"email\":%s,\"in_app\":%s}".formatted(kind, email, inApp);
    }

    private static JsonNode item(JsonNode items, String kind) {
        return items.valueStream()
                .filter(item -> item.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
