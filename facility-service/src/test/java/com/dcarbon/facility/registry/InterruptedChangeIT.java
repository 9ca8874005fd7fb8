// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.facility.FacilityTestBase;
import com.dcarbon.testing.DatabaseTrouble;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestPostgres;

import tools.jackson.databind.JsonNode;

/** Changes whose connection dies in the middle, or that meet another change: all of them is done, once, or nothing. */
class InterruptedChangeIT extends FacilityTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    private TestPostgres.Database database;

    @Test
    void registersOnceThoughTheFirstAttemptDiedInTheMiddle() throws SQLException {
        String key = "key-" + UUID.randomUUID();

        JsonNode died = json(killedWhileWritingItsEvent(database, () -> keyed(key)));
        JsonNode registered = json(keyed(key).expectStatus().isCreated());
        JsonNode again = json(keyed(key).expectStatus().isCreated());

        assertThat(died.path("status").asInt()).isEqualTo(503);
        assertThat(died.path("code").asString()).isEqualTo("unavailable");
        assertThat(died.path("retryable").asBoolean()).isTrue();
        assertThat(again).isEqualTo(registered);
        assertThat(json(owner().get().uri("/facilities").exchange()).at("/counts/total").asInt()).isOne();
        String id = registered.path("id").asString();
        kafka.awaitEvent(Topic.FACILITIES, event -> event.subject().equals(id));
        kafka.awaitEvent(Topic.AUDIT, event -> event.subject().equals(id));
        assertThat(kafka.events(Topic.FACILITIES, this::isOwners)).extracting(Event::type)
                .containsExactly("facility_registered");
    }

    @Test
    void leavesNothingOfAnEditThatDiedInTheMiddle() throws SQLException {
        UUID id = register("owner");

        killedWhileWritingItsEvent(database, () -> patch(owner(), id, "\"1\"", "{'name':'Carport'}")).expectStatus()
                .isEqualTo(503);

        ResponseSpec found = get(owner(), id).expectStatus().isOk();
        found.expectHeader().valueEquals(HttpHeaders.ETAG, "\"1\"").expectBody().jsonPath("$.name").isEqualTo("Roof");
        patch(owner(), id, "\"1\"", "{'name':'Carport'}").expectStatus().isOk();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(kafka.events(Topic.FACILITIES, this::isOwners))
                .extracting(Event::sequence).containsExactly(1L, 2L));
    }

    @Test
    void leavesNothingOfADiscardingThatDiedInTheMiddle() throws SQLException {
        UUID id = register("owner");

        killedWhileWritingItsEvent(database, () -> owner().delete().uri("/facilities/" + id).exchange()).expectStatus()
                .isEqualTo(503);

        get(owner(), id).expectStatus().isOk();
    }

    @Test
    void tellsOfTheOperatorWhoCameWhileAnEditWaited() throws SQLException {
        UUID id = register("owner");
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var trouble = new DatabaseTrouble(database)) {
            connection.setAutoCommit(false);
            statement.execute("select * from facilities where id = '%s' for update".formatted(id));
            var edit = CompletableFuture.supplyAsync(() -> patch(owner(), id, "\"1\"", "{'name':'Carport'}"));
            await().atMost(PATIENCE).until(() -> trouble.waiting("from facilities") == 1);
            statement.execute(
                    "insert into operators (facility_id, email, status, user_id) values ('%s', '%s', '%s', '%s')"
                            .formatted(id, "op@example.com", "accepted", "op"));
            connection.commit();

            edit.join().expectStatus().isOk().expectBody().jsonPath("$.operator.status").isEqualTo("accepted");
        }
        FacilitySnapshot told = (FacilitySnapshot) kafka.awaitEvent(Topic.FACILITIES,
                event -> event.subject().equals(id.toString()) && event.type().equals("facility_updated")).data();
        assertThat(told.operator()).extracting(operator -> operator.person().userId()).isEqualTo("op");
    }

    private ResponseSpec keyed(String key) {
        return owner().post()
                .uri("/facilities")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"Roof\",\"owner_role\":\"owner\"}")
                .exchange();
    }

    private boolean isOwners(Event<?> event) {
        return event.data() instanceof FacilitySnapshot facility && owner.equals(facility.owner().userId());
    }
}
