// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.StatusAssertions;

import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestPostgres;
import com.dcarbon.testing.TestToken;

import tools.jackson.databind.JsonNode;

class NotificationsIT extends Scene {
    private final BackgroundLoop forgetting;

    @Autowired
    NotificationsIT(KafkaProbe kafka, TestIdentityProvider identityProvider, TestPostgres.Database database,
            @Qualifier("notificationForgettingLoop") BackgroundLoop forgetting, @LocalServerPort int port) {
        super(kafka, identityProvider, database, port);
        this.forgetting = forgetting;
    }

    @Test
    void everyoneSeesOnlyTheirOwn() {
        tell(2);

        JsonNode own = notifications(owner, "");
        assertThat(own.path("items")).hasSize(2);
        assertThat(own.path("unread_count").asInt()).isEqualTo(2);
        assertThat(own.path("next_cursor").isNull()).isTrue();
        assertThat(notifications(operator, "").path("items")).isEmpty();
        assertThat(notifications(operator, "").path("unread_count").asInt()).isZero();
    }

    @Test
    void aReadOneIsNoLongerUnreadAndKeepsTheTimeOfItsFirstReading() {
        tell(2);
        String id = notifications(owner, "").path("items").path(0).path("id").asString();

        read(token(owner), id).isNoContent();
        String readAt = find(id).path("read_at").asString();
        read(token(owner), id).isNoContent();

        assertThat(find(id).path("read_at").asString()).isEqualTo(readAt).endsWith("Z");
        assertThat(notifications(owner, "?unread=true").path("items")).hasSize(1);
        assertThat(notifications(owner, "?unread=false").path("items")).hasSize(1);
        assertThat(notifications(owner, "").path("unread_count").asInt()).isEqualTo(1);
    }

    @Test
    void allAreReadAtOnceButNobodyElses() {
        publish(withOperator(OperatorStatus.ACCEPTED), 1);
        publish(authorizationCreated());
        publish(authorizationFailed());
        awaitNotifications(owner, 2);
        awaitNotifications(operator, 2);

        http(token(owner)).post().uri("/notifications/read-all").exchange().expectStatus().isNoContent();

        assertThat(notifications(owner, "").path("unread_count").asInt()).isZero();
        assertThat(notifications(operator, "").path("unread_count").asInt()).isEqualTo(2);
    }

    @Test
    void thoseOfLastYearAreForgotten() {
        tell(2);
        String id = notifications(owner, "").path("items").path(0).path("id").asString();
        change("update notifications set created_at = now() - interval '366 days' where id = '%s'".formatted(id));

        forgetting.wake();

        await().atMost(PATIENCE).until(() -> notifications(owner, "").path("items").size() == 1);
    }

    @Test
    void somebodyElsesIsNotThere() {
        tell(1);
        String id = notifications(owner, "").path("items").path(0).path("id").asString();

        read(token(operator), id).isNotFound();
        read(identityProvider().user("admin", "admin"), id).isNotFound();
        read(token(owner), UUID.randomUUID().toString()).isNotFound();

        assertThat(notifications(owner, "").path("unread_count").asInt()).isEqualTo(1);
    }

    @Test
    void pagesStayTheSameWhileNewOnesArrive() {
        tell(5);
        JsonNode page = notifications(owner, "?limit=2");
        List<String> seen = new ArrayList<>(ids(page));
        publish(authorizationCreated());
        awaitNotifications(owner, 6);
        while (!page.path("next_cursor").isNull()) {
            page = notifications(owner, "?limit=2&cursor=" + page.path("next_cursor").asString());
            seen.addAll(ids(page));
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void isClosedWithoutAPersonsToken() {
        http().get()
                .uri("/notifications")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists(HttpHeaders.WWW_AUTHENTICATE);
        http().post().uri("/notifications/" + UUID.randomUUID() + "/read").exchange().expectStatus().isUnauthorized();
        for (TestToken bad : List.of(token(owner).expired(), token(owner).audience("another"), token(owner).forged())) {
            http(bad).get().uri("/notifications").exchange().expectStatus().isUnauthorized();
        }
        http(identityProvider().service("ingestion-service", "dcarbon.internal")).get()
                .uri("/notifications")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @ParameterizedTest
    @CsvSource({"?limit=0, limit, invalid_request", "?limit=501, limit, invalid_request",
            "?unread=perhaps, unread, invalid_request", "?cursor=nonsense, , invalid_cursor"})
    void saysWhatCannotBeMeant(String query, @Nullable String field, String code) {
        var body = http(token(owner)).get()
                .uri("/notifications" + query)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
        if (field != null) {
            body.jsonPath("$.errors[0].field").isEqualTo(field);
        }
    }

    @Test
    void anIdThatIsNoneIsABadRequest() {
        read(token(owner), "seven").isBadRequest();
    }

    private void tell(int times) {
        publish(operatedByItsOwner(), 1);
        for (int i = 0; i < times; i++) {
            publish(authorizationCreated());
        }
        awaitNotifications(owner, times);
    }

    private StatusAssertions read(TestToken token, String id) {
        return http(token).post().uri("/notifications/{id}/read", id).exchange().expectStatus();
    }

    private JsonNode find(String id) {
        for (JsonNode item : notifications(owner, "").path("items")) {
            if (item.path("id").asString().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("not listed: " + id);
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }
}
