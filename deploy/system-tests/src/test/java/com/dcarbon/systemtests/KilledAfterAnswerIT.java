// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.dcarbon.local.Part.Replica;
import com.dcarbon.local.Port;
import com.dcarbon.local.service.Service;
import com.dcarbon.local.story.Api;
import com.dcarbon.simulator.CustomerBrowser.Decision;
import com.dcarbon.soak.truth.Databases;
import com.dcarbon.systemtests.Platform.Started;

/** The authorization service is killed between a utility's answer and the commit of what it means: no token is lost. */
class KilledAfterAnswerIT {
    private static final Replica AUTHORIZATION = Replica.first(Service.AUTHORIZATION);
    private static final String TOKENS = "authorization_tokens where authorization_id = "
            + "(select id from authorizations where facility_id = ?)";
    private final Databases databases = new Databases(Platform.stack());
    private String fault = "";

    @Test
    void keepsThePairThatARefreshBroughtWhoseTokenServesOnce() throws Exception {
        try (Api owner = Platform.as("owner")) {
            String facility = Platform.register(owner, "Killed refresh", "sdge");
            Platform.authorize(owner, facility, "sdge", "killed-refresh");
            Platform.await().until(() -> Platform.facility(owner, facility).path("sync_status").asString(),
                    "ok"::equals);
            slowTokens("token_refresh", "killed-refresh");

            syncWithAnOldToken(owner, facility);
            killWhileLocked("select 1 from " + TOKENS + " and leased_until is not null for update", facility,
                    "REFRESH");

            Platform.await().until(() -> version(facility), version -> version == 2);
            noMoreSlowTokens();
            Platform.await().until(() -> owner.get("/facilities/" + facility + "/sync").expect(200).json()
                    .path("state").asString(), "done"::equals);
            syncWithAnOldToken(owner, facility);
            Platform.await().until(() -> version(facility), version -> version == 3);
            assertThat(Platform.facility(owner, facility).path("auth_status").asString()).isEqualTo("authorized");
            Platform.await().until(() -> answers("REFRESH").isEmpty());
        }
    }

    @Test
    void authorizesByTheAnswerToACodeThatIsSpent() throws Exception {
        try (Api owner = Platform.as("owner")) {
            String facility = Platform.register(owner, "Killed exchange", "sdge");
            Started flow = Platform.start(owner, facility, "sdge", "killed-exchange", Decision.APPROVE);
            slowTokens("token_code", "killed-exchange");

            var browser = CompletableFuture.supplyAsync(() -> owner.follow(flow.back()));
            killWhileLocked("select 1 from sessions where state = 'exchanging' and id = ? for update",
                    flow.session(), "EXCHANGE-" + flow.session());

            Platform.await().until(() -> flow.status(owner).path("status").asString(), "authorized"::equals);
            noMoreSlowTokens();
            Platform.await().until(() -> Platform.facility(owner, facility).path("sync_status").asString(),
                    "ok"::equals);
            Platform.await().until(() -> answers("EXCHANGE-" + flow.session()).isEmpty());
            assertThat(browser.handle((answer, _) -> answer == null ? 0 : answer.status()).join())
                    .as("what the browser saw is no success").isNotEqualTo(302);
        }
    }

    /** The answer has come, and its commit waits for a row, when the process ends; then the row is free again. */
    private static void killWhileLocked(String lock, String id, String answer) throws SQLException {
        try (Connection holder = connect(); PreparedStatement locking = holder.prepareStatement(lock)) {
            holder.setAutoCommit(false);
            locking.setObject(1, UUID.fromString(id));
            Platform.await().pollInterval(Duration.ofMillis(50)).until(() -> locking.executeQuery().next());
            Platform.await().pollInterval(Duration.ofMillis(50)).until(() -> !answers(answer).isEmpty());
            Platform.stack().kill(AUTHORIZATION);
            holder.rollback();
        }
        Platform.stack().restart(AUTHORIZATION);
    }

    private void syncWithAnOldToken(Api owner, String facility) {
        databases.query(Service.AUTHORIZATION, "update authorization_tokens set expires_at = issued_at "
                + "where authorization_id = (select id from authorizations where facility_id = ?) returning 1",
                UUID.fromString(facility));
        owner.send("POST", "/facilities/" + facility + "/sync", null, Map.of()).expect(202);
    }

    private static long version(String facility) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("select version from " + TOKENS)) {
            query.setObject(1, UUID.fromString(facility));
            try (var row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static Connection connect() throws SQLException {
        var database = Platform.stack().database(Service.AUTHORIZATION).orElseThrow();
        return DriverManager.getConnection(Platform.stack().jdbcUrl(database), database.name(), database.password());
    }

    /** What is kept on disk. */
    private static List<String> answers(String begin) throws IOException {
        try (Stream<Path> files = Files.list(Platform.stack().data("answers"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(begin) && name.endsWith(".sealed")).toList();
        }
    }

    private void slowTokens(String calls, String customer) {
        try (Api utility = new Api(Platform.url(Port.SIMULATOR), null)) {
            fault = utility.post("/sdge/control/faults", Map.of("fault", "slow", "delay", "4s", "calls", calls,
                    "customer", customer)).expect(201).json().path("id").asString();
        }
    }

    @AfterEach
    void noMoreSlowTokens() {
        if (!fault.isEmpty()) {
            try (Api utility = new Api(Platform.url(Port.SIMULATOR), null)) {
                utility.delete("/sdge/control/faults/" + fault).expect(204);
            }
        }
        fault = "";
    }
}
