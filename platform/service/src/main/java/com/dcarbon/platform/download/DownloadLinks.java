// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.download;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.springframework.r2dbc.core.DatabaseClient;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** The links that can still be followed; any replica honours them, and only one of them does. */
final class DownloadLinks {
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final String SEPARATOR = "\n";

    private final DatabaseClient database;
    private final Clock clock;

    DownloadLinks(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A link's secret and until when it is of use. */
    record Offer(LinkKey key, Instant expiresAt) {}

    /**
     * What a link leads to.
     *
     * @param token of the person who asked for the link
     * @param target the call, path and query
     */
    record Claim(String token, URI target) {
        @Override
        public String toString() {
            return "Claim[" + target.getPath() + "]";
        }
    }

    /** A new link that calls the target with that token. */
    Mono<Offer> offer(String token, URI target) {
        Offer offer = new Offer(LinkKey.fresh(), clock.instant().plus(LIFETIME));
        return forgetDead().then(database.sql("""
                insert into download_links (id, sealed, expires_at) values (:id, :sealed, :expires_at)""")
                .bind("id", offer.key().id())
                .bind("sealed", offer.key().seal(token + SEPARATOR + target))
                .bind("expires_at", offer.expiresAt())
                .then()
                .thenReturn(offer));
    }

    /** What the link leads to; it is used up by that. Empty for one that is used, dead or invented. */
    Mono<Claim> claim(LinkKey key) {
        return database.sql("delete from download_links where id = :id returning sealed, expires_at")
                .bind("id", key.id())
                .map(row -> new Row(bytes(row), Objects.requireNonNull(row.get("expires_at", Instant.class))))
                .one()
                .filter(row -> row.expiresAt().isAfter(clock.instant()))
                .map(row -> key.open(row.sealed()).split(SEPARATOR, 2))
                .map(parts -> new Claim(parts[0], URI.create(parts[1])));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(byte[] sealed, Instant expiresAt) {}

    private static byte[] bytes(Readable row) {
        return Objects.requireNonNull(row.get("sealed", byte[].class));
    }

    private Mono<Void> forgetDead() {
        return database.sql("delete from download_links where expires_at <= :now")
                .bind("now", clock.instant())
                .then();
    }
}
