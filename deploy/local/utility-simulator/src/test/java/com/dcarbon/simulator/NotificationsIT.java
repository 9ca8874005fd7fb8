// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.dcarbon.simulator.notice.Delivery;

import tools.jackson.databind.JsonNode;

class NotificationsIT {
    private static final String WINDOW = "?published-min=2026-07-01T07:00:00Z&published-max=2026-07-02T07:00:00Z";
    private static final Duration LONG = Duration.ofSeconds(30);

    private UtilitySimulator simulator;
    private ThirdPartyInbox inbox;
    private ThirdPartyClient pge;
    private JsonNode granted;

    @BeforeEach
    void start() throws IOException {
        inbox = new ThirdPartyInbox();
        simulator = UtilitySimulator.start(SimulatorSettings.local().withPort(0).withNoticesTo("pge", inbox.address()));
        pge = new ThirdPartyClient(simulator, "pge");
        granted = pge.authorized("owner");
    }

    @AfterEach
    void stop() {
        simulator.close();
        inbox.close();
    }

    @Test
    void tellsWhenTheDataOfA202AreReadyAndWhere() {
        pge.switchOn("{\"fault\":\"accepted\",\"ready_after\":\"1500ms\"}");

        assertThat(usage().statusCode()).isEqualTo(202);
        assertThat(usage().statusCode()).as("not ready yet").isEqualTo(202);
        await().atMost(LONG).until(() -> !inbox.received().isEmpty());
        ThirdPartyInbox.Received notification = inbox.received().getFirst();
        assertThat(notification.authorization()).isEqualTo("Bearer local-pge-notification-token");
        assertThat(notification.contentType()).startsWith("application/atom+xml");
        String url = resource(notification);
        assertThat(url).startsWith(granted.path("resourceURI").asString() + WINDOW + "&correlationID=");
        assertThat(get(url).statusCode()).isEqualTo(200);
        assertThat(usage().statusCode()).as("the address asked first").isEqualTo(200);
        assertThat(usage().statusCode()).as("a new order").isEqualTo(202);
        assertThat(get(url).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsBeforeThe202CanBeRead() {
        pge.switchOn("{\"fault\":\"accepted\",\"notify_first\":true,\"times\":1}");

        assertThat(usage().statusCode()).isEqualTo(202);
        assertThat(inbox.received()).hasSize(1);
        assertThat(get(resource(inbox.received().getFirst())).statusCode()).isEqualTo(200);
        assertThat(usage().statusCode()).isEqualTo(200);
    }

    @Test
    void becomesReadyWithoutTelling() {
        pge.switchOn("{\"fault\":\"accepted\",\"notify\":false,\"ready_after\":\"0\",\"times\":1}");

        assertThat(usage().statusCode()).isEqualTo(202);
        await().atMost(LONG).until(() -> usage().statusCode() == 200);
        assertThat(inbox.received()).isEmpty();
    }

    @Test
    void acceptsNoRequestThatItWouldRefuse() {
        pge.switchOn("{\"fault\":\"accepted_for_ever\"}");

        assertThat(pge.get(granted.path("resourceURI").asString(), "stranger").statusCode()).isEqualTo(401);
        assertThat(usage().statusCode()).isEqualTo(202);
        assertThat(usage().statusCode()).isEqualTo(202);
    }

    @Test
    void tellsAgainUntilItIsTaken() {
        inbox.answerBy(attempt -> attempt < 3 ? 503 : 202);
        pge.switchOn("{\"fault\":\"revoked\",\"notify\":true,\"times\":1}");

        assertThat(usage().statusCode()).isEqualTo(403);
        await().atMost(LONG).until(() -> inbox.received().size() == 3);
        assertThat(inbox.received()).extracting(ThirdPartyInbox.Received::body).containsOnly("""
                <?xml version="1.0" encoding="UTF-8"?>
                <espi:BatchList xmlns:espi="http://naesb.org/espi">
                  <espi:resources>%s</espi:resources>
                </espi:BatchList>
                """.formatted(granted.path("authorizationURI").asString()));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(simulator.notifications("pge")).extracting(Delivery::status)
                        .containsExactly(503, 503, 202));
        assertThat(ThirdPartyClient.json(pge.control("GET", "/notifications", "")).path("notifications").get(2)
                .path("attempt").asInt()).isEqualTo(3);
    }

    private HttpResponse<String> usage() {
        return get(granted.path("resourceURI").asString() + WINDOW);
    }

    private HttpResponse<String> get(String url) {
        return pge.get(url, granted.path("access_token").asString());
    }

    private static String resource(ThirdPartyInbox.Received notification) {
        return AtomFeed.text(AtomFeed.parse(notification.body()).root(), "resources");
    }
}
