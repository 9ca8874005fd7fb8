// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.hint;

import static com.dcarbon.authorization.columns.Columns.required;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.token.rules.Fingerprint;

import reactor.core.publisher.Mono;

/** What was told a moment ago, so that a delivery that the utility repeats is not followed twice. */
@Repository
class ToldLately {
    /** Longer than utilities repeat one delivery, shorter than they take to have more to tell. */
    private static final Duration MOMENT = Duration.ofMinutes(1);
    private static final String REMEMBER = """
            insert into notified_resources (fingerprint, received_at)
            select fingerprint, :now from unnest(:fingerprints) fingerprint
            on conflict (fingerprint) do update set received_at = excluded.received_at
            where notified_resources.received_at <= :before
            returning fingerprint""";
    private static final String FORGET = "delete from notified_resources where received_at <= :before";

    private final DatabaseClient database;
    private final Clock clock;

    ToldLately(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Those that are news for the authorization; they are not news again for a while. */
    Mono<List<URI>> news(UUID authorizationId, List<URI> addresses) {
        Map<String, URI> byFingerprint = new TreeMap<>(); // sorted, so that two deliveries never wait for each other
        addresses.forEach(address -> byFingerprint.put(fingerprint(authorizationId, address), address));
        Instant now = clock.instant();
        return database.sql(REMEMBER)
                .bind("fingerprints", byFingerprint.keySet().toArray(String[]::new))
                .bind("now", now)
                .bind("before", now.minus(MOMENT))
                .map(row -> required(row, "fingerprint", String.class))
                .all()
                .mapNotNull(byFingerprint::get)
                .collectList();
    }

    Mono<Void> forget() {
        return database.sql(FORGET).bind("before", clock.instant().minus(MOMENT)).then();
    }

    private static String fingerprint(UUID authorizationId, URI address) {
        return Fingerprint.of(authorizationId + " " + address);
    }
}
