// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.administrator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.facility.Person;
import com.dcarbon.platform.security.Caller;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who has called as an administrator of late. No one else tells this service who the administrators are: the role stands
 * in their tokens only.
 */
@Repository
public class Administrators {
    /** Who has not come as one for so long is not taken for one any more. */
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final Duration NOTED_AGAIN = Duration.ofHours(12);
    private static final String NOTE = """
            insert into administrators (user_id, name, email, seen_at) values (:user_id, :name, :email, :now)
            on conflict (user_id) do update
            set name = excluded.name, email = excluded.email, seen_at = excluded.seen_at
            where administrators.seen_at < :again
               or (administrators.name, administrators.email) is distinct from (excluded.name, excluded.email)""";
    private static final String FORGET = "delete from administrators where user_id = :user_id";
    private static final String KNOWN = """
            select user_id, name, email from administrators where seen_at >= :since order by user_id""";

    private final DatabaseClient database;
    private final Clock clock;

    Administrators(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Remembers an administrator, with the e-mail address if it is verified; forgets who is none any more. */
    public Mono<Void> note(Caller caller) {
        if (!caller.isAdmin()) {
            return database.sql(FORGET).bind("user_id", caller.userId()).then();
        }
        Instant now = clock.instant();
        return database.sql(NOTE)
                .bind("user_id", caller.userId())
                .bind("name", text(caller.name()))
                .bind("email", text(caller.emailVerified() ? caller.email() : null))
                .bind("now", now)
                .bind("again", now.minus(NOTED_AGAIN))
                .then();
    }

    public Flux<Person> known() {
        return database.sql(KNOWN)
                .bind("since", clock.instant().minus(REMEMBERED))
                .map(row -> new Person(row.get("user_id", String.class), row.get("name", String.class),
                        row.get("email", String.class)))
                .all();
    }

    private static Parameter text(@Nullable String value) {
        return value == null ? Parameters.in(String.class) : Parameters.in(value);
    }
}
