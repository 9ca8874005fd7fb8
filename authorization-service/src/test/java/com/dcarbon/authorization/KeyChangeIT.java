// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.events.facility.OwnerRole.OWNER_OPERATOR;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import com.dcarbon.authorization.keyset.SecretCipher;
import com.dcarbon.authorization.keyset.SecretCipher.Place;
import com.dcarbon.authorization.keyset.TokenKeys;
import com.dcarbon.platform.work.BackgroundLoop;

/** A new primary key while everything runs: what was sealed before is sealed anew, and the former key can go. */
class KeyChangeIT extends OddUtilityIT {
    private static final Path KEYSET = Surroundings.FOLDER.resolve("keyset.json");
    private static final int MANY = 400;

    @Autowired
    private SecretCipher cipher;
    @Autowired
    private TokenKeys keys;
    @Autowired
    @Qualifier("reencryption")
    private BackgroundLoop reencryption;

    @Test
    void sealsEverythingAnewUnderLoadAlthoughItIsInterruptedAndThenDoesWithoutTheFormerKey()
            throws IOException, SQLException {
        var many = new ManyAuthorizations(Objects.requireNonNull(database), cipher, MANY, "now() + interval '9 days'");
        UUID authorization = authorizedAtOdd();
        refreshed("rt-" + code, okJson(tokens("2")).withFixedDelay(300));
        age(authorization);
        Started pending = start("owner", facilityOf("owner", OWNER_OPERATOR), "pge");
        execute("update sessions set page = '%s' where id = '%s'".formatted(
                cipher.seal("https://page.example", new Place("sessions", "page", pending.sessionId())),
                pending.sessionId()));
        UUID revoked = revokedInVain();
        Object former = row("select key_id from authorization_tokens where " + many.inSql()).get("key_id");

        var refreshing = CompletableFuture.supplyAsync(() -> access(authorization, null));
        promote();
        reencryption.wake();
        interrupt(many);
        assertThat(refreshing.join().path("access_token").asString()).isEqualTo("at2-" + code);
        await().atMost(PATIENCE).untilAsserted(() -> {
            reencryption.wake(); // who was interrupted looks again only after a while
            assertThat(leftUnder(String.valueOf(former))).isEmpty();
        });

        Files.writeString(KEYSET, TestKeyset.primaryOnly(Files.readString(KEYSET)));
        assertThat(keys.look()).isTrue();
        assertOpens(many);
        assertThat(access(authorization, null).path("access_token").asString()).isEqualTo("at2-" + code);
        assertThat(comeBack(customer.approve(pending.redirectUrl(), "owner", "password"), pending).status())
                .isEqualTo("authorized");
        code = "revoked-" + code;
        deletion(aResponse().withStatus(200));
        makeDue(revoked);
        assertThat(awaitOutcome(revoked)).isEqualTo("revoked");
    }

    @Test
    void passesOverWhatNoKeyOpensAndSaysSo() throws IOException {
        UUID authorization = authorizedAtOdd();
        execute("update authorization_tokens set access_token = '1.AAAA' where authorization_id = '%s'"
                .formatted(authorization));
        reencryption.wake();

        await().atMost(PATIENCE).until(() -> !rows(
                "select 1 from authorization_tokens where reseal_after > now() and authorization_id = '%s'"
                        .formatted(authorization))
                .isEmpty());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(prometheus())
                .containsPattern("dcarbon_authorization_tokens_unreadable_total\\{.*} [1-9]")
                .containsPattern("dcarbon_authorization_tokens_old_key\\{.*} [1-9]"));
        execute("delete from authorization_tokens where authorization_id = '%s'".formatted(authorization));
    }

    private void promote() throws IOException {
        Files.writeString(KEYSET, TestKeyset.withNewPrimary(Files.readString(KEYSET)));
        // The loop that looks at the file may have been quicker.
        keys.look();
    }

    /** Ends the service's connections in the middle of the work, which rolls back what is under way. */
    private void interrupt(ManyAuthorizations many) {
        String primary = cipher.primaryKeyId();
        await().atMost(PATIENCE).until(() -> !rows(
                "select 1 from authorization_tokens where key_id = '%s' and %s".formatted(primary, many.inSql()))
                .isEmpty());
        rows("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'authorization-service' and datname = current_database()
                  and query like '%for update skip locked%' and query like '%reseal_after%'""");
    }

    /** One that waits with its access token, until the utility can be asked again. */
    private UUID revokedInVain() {
        String mine = code;
        code = "revoked-" + code;
        deletion(aResponse().withStatus(503));
        UUID authorization = authorizedAtOdd(facilityOf("owner", OWNER_OPERATOR), tokensWithRecord());
        revoke(authorization, owner()).expectStatus().is2xxSuccessful();
        awaitAttempts(authorization, 1);
        execute("update revocations set next_attempt = now() + interval '1 hour' where id = '%s'"
                .formatted(authorization));
        code = mine;
        return authorization;
    }

    /** Every sealed column of every table that says which key its rows are under. */
    private List<?> leftUnder(String former) {
        List<?> sealed = rows("""
                select c.table_name || '.' || c.column_name as place from information_schema.columns c
                join information_schema.columns key on key.table_name = c.table_name and key.column_name = 'key_id'
                where c.table_schema = 'public' and c.column_name in
                    ('access_token', 'refresh_token', 'previous_refresh_token', 'seed', 'page', 'pointer')""");
        assertThat(sealed).hasSize(8);
        return rows(
                """
                        select 1 from (
                            select unnest(array[access_token, refresh_token, previous_refresh_token]) as text from authorization_tokens
                            union all select unnest(array[seed, page]) from sessions
                            union all select pointer from awaited_consents
                            union all select unnest(array[access_token, refresh_token]) from revocations) sealed
                        where text is not null and split_part(text, '.', 1) <> '%2$s' or split_part(text, '.', 1) = '%1$s'"""
                        .formatted(former, cipher.primaryKeyId()));
    }

    private void assertOpens(ManyAuthorizations many) {
        Map<Object, Object> sealed = new HashMap<>();
        rows("select authorization_id, refresh_token from authorization_tokens where " + many.inSql())
                .forEach(row -> sealed.put(String.valueOf(row.get("authorization_id")),
                        String.valueOf(row.get("refresh_token"))));
        for (int index = 0; index < many.size(); index++) {
            UUID id = many.ids().get(index);
            assertThat(cipher.open(String.valueOf(sealed.get(id.toString())),
                    new Place("authorization_tokens", "refresh_token", id))).isEqualTo(many.refreshToken(index));
        }
    }
}
