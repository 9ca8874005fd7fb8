// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.preference;

import java.util.Map;
import java.util.Objects;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.notification.rules.Kind;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What people want to be told. Who has said nothing wants everything. */
@Repository
public class Preferences {
    private static final String FIND = "select kind, email, in_app from preferences where user_id = :user_id";
    private static final String KEEP = """
            insert into preferences (user_id, kind, email, in_app) values (:user_id, :kind, :email, :in_app)
            on conflict (user_id, kind) do update set email = excluded.email, in_app = excluded.in_app""";

    private final DatabaseClient database;

    Preferences(DatabaseClient database) {
        this.database = database;
    }

    /** What that person wants of that kind; all of it if there is nothing to choose. */
    public Mono<Wish> wish(String userId, Kind kind) {
        return kind.isLocked()
                ? Mono.just(Wish.EVERYTHING)
                : of(userId).map(wishes -> wishes.getOrDefault(kind.wire(), Wish.EVERYTHING));
    }

    /** By the names of the kinds, those of which the person has said something. */
    Mono<Map<String, Wish>> of(String userId) {
        return database.sql(FIND)
                .bind("user_id", userId)
                .map(row -> Map.entry(Objects.requireNonNull(row.get("kind", String.class)),
                        new Wish(Boolean.TRUE.equals(row.get("email", Boolean.class)),
                                Boolean.TRUE.equals(row.get("in_app", Boolean.class)))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Void> keep(String userId, Map<Kind, Wish> wishes) {
        return Flux.fromIterable(wishes.entrySet())
                .concatMap(wish -> database.sql(KEEP)
                        .bind("user_id", userId)
                        .bind("kind", wish.getKey().wire())
                        .bind("email", wish.getValue().email())
                        .bind("in_app", wish.getValue().inApp())
                        .then())
                .then();
    }
}
