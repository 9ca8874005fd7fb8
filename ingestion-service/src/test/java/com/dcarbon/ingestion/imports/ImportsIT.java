// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.platform.ids.Ids;

import tools.jackson.databind.JsonNode;

/** What administrators see of imports. */
class ImportsIT extends IngestionTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Of no provider that there is, so that every claim of it would fail; and it wants a long pause. */
    private final String provider = "rare-" + UUID.randomUUID();
    private final UUID waiting = Ids.next();
    private final UUID failed = Ids.next();
    private final UUID fresh = Ids.next();
    private final UUID ended = Ids.next();

    @BeforeEach
    void someImports() {
        facilityExists();
        execute("insert into provider_pauses (provider_id, until) values ('%s', now() + interval '1 hour')"
                .formatted(provider));
        insert(waiting, "waiting", "provider_busy", 3, 20);
        insert(failed, "failed", "malformed_feed", 3, 19);
        insert(ended, "failed", "authorization_ended", 0, 18);
        insert(fresh, "queued", null, 0, 0);
    }

    @AfterEach
    void nothingIsLeft() {
        execute("delete from import_jobs where provider_id = '" + provider + "'");
    }

    @Test
    void onlyAdministratorsMayCall() {
        List<WebTestClient> others = List.of(user(owner), user(operator), user("stranger"));
        others.forEach(client -> {
            call(client, "/imports").expectStatus().isForbidden();
            client.post().uri("/imports/" + waiting + "/retry").exchange().expectStatus().isForbidden();
        });
        call(nobody(), "/imports").expectStatus().isUnauthorized();
        nobody().post().uri("/imports/" + waiting + "/retry").exchange().expectStatus().isUnauthorized();
        call(admin(), "/imports").expectStatus().isOk();
    }

    @Test
    void listsTheLatestFirstPageByPage() {
        List<UUID> all = Stream.of(waiting, failed, fresh, ended)
                .sorted(Comparator.comparing(UUID::toString).reversed())
                .toList();

        JsonNode first = list("&limit=3");
        assertThat(ids(first)).isEqualTo(all.subList(0, 3));
        JsonNode second = list("&limit=3&cursor=" + first.path("next_cursor").asString());
        assertThat(ids(second)).isEqualTo(all.subList(3, 4));
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(ids(list("&state=failed"))).containsExactlyInAnyOrder(ended, failed);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        call(admin(), "/imports?state=lost").expectStatus().isBadRequest();
        call(admin(), "/imports?limit=501").expectStatus().isBadRequest();
        call(admin(), "/imports?cursor=nonsense").expectStatus().isBadRequest();
    }

    @Test
    void showsWhatIsStuckAndWhyInWords() {
        JsonNode stuck = list("&stuck=true");

        assertThat(ids(stuck)).containsExactlyInAnyOrder(failed, waiting);
        JsonNode item = stuck.path("items").get(ids(stuck).indexOf(waiting));
        assertThat(item.path("facility_name").asString()).isEqualTo("Roof");
        assertThat(item.path("attempts").asInt()).isEqualTo(3);
        assertThat(item.path("next_attempt_at").isNull()).isFalse();
        assertThat(item.path("last_error").path("message").asString()).contains("busy");
        assertThat(stuck.path("items").get(ids(stuck).indexOf(failed)).path("next_attempt_at").isNull()).isTrue();
    }

    @Test
    void setsGoingWhatWaitsAndWhatWasGivenUp() {
        JsonNode again = retry(failed, 200);
        assertThat(again.path("state").asString()).isEqualTo("queued");
        assertThat(again.path("attempts").asInt()).isZero();
        assertThat(retry(waiting, 200).path("state").asString()).isEqualTo("waiting");
        assertThat(count("select count(*) from import_jobs where facility_id = :id and next_attempt_at <= now()"))
                .isGreaterThanOrEqualTo(2);
        retry(ended, 409);
        admin().post().uri("/imports/" + Ids.next() + "/retry").exchange().expectStatus().isNotFound();
        admin().post().uri(URI.create(address() + "/imports/%20/retry")).exchange().expectStatus().isBadRequest();
        await(() -> audited("import_retried").size() == 2);
    }

    @Test
    void setsNothingGoingBesideAnotherOne() {
        execute("update import_jobs set authorization_id = '%s', attempt_key = id::text where id in ('%s', '%s')"
                .formatted(authorization, failed, fresh));

        retry(failed, 409);
    }

    private JsonNode retry(UUID id, int status) {
        return json(admin().post().uri("/imports/" + id + "/retry").exchange().expectStatus().isEqualTo(status));
    }

    private JsonNode list(String query) {
        return json(call(admin(), "/imports?provider=" + provider + query).expectStatus().isOk());
    }

    private static List<UUID> ids(JsonNode page) {
        return page.path("items").valueStream().map(item -> UUID.fromString(item.path("id").asString())).toList();
    }

    private void insert(UUID id, String state, @org.jspecify.annotations.Nullable String error, int attempts,
            int hoursAgo) {
        execute("""
                insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                    window_start, window_end, attempts, next_attempt_at, error_code, created_at, finished_at)
                values ('%s', '%s', '%s', '%s', 'green_button', 'incremental', 'test', '%s', now(), now(), %d,
                    now() + interval '1 hour', %s, now() - interval '%d hours', %s)"""
                .formatted(id, facility, Ids.next(), provider, state, attempts,
                        error == null ? "null" : "'" + error + "'",
                        hoursAgo, state.equals("failed") ? "now()" : "null"));
    }

    private void execute(String sql) {
        database.sql(sql).then().block(PATIENCE);
    }
}
