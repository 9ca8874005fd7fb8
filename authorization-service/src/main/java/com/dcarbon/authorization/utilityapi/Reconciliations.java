// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Mono;

/** When what is compared with UtilityAPI next, per account. */
@Repository
class Reconciliations {
    private static final String ENSURE = """
            insert into reconciliations (account, job, next_run)
            select account, job, :now from unnest(:accounts) account, unnest(:jobs) job order by account, job
            on conflict (account, job) do update set next_run = least(reconciliations.next_run, excluded.next_run)""";
    private static final String CLAIM = """
            update reconciliations set lease_id = :lease, leased_until = :until
            where (account, job) = (
                select account, job from reconciliations
                where next_run <= :now and (leased_until is null or leased_until <= :now) and account = any(:accounts)
                order by next_run limit 1 for update skip locked)
            returning account, job, failures""";
    private static final String EXTEND = """
            update reconciliations set leased_until = :until
            where account = :account and job = :job and lease_id = :lease""";
    private static final String DONE = """
            update reconciliations set
                next_run = :next_run, failures = :failures, lease_id = null, leased_until = null
            where account = :account and job = :job and lease_id = :lease""";

    private final DatabaseClient database;

    Reconciliations(DatabaseClient database) {
        this.database = database;
    }

    /** What is compared. */
    enum Job {
        /** Events that no webhook brought. */
        EVENTS,
        /** Authorizations that have ended there. */
        AUTHORIZATIONS;

        private String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Job of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A comparison that its holder alone makes for a while.
     *
     * @param failures how often in a row it did not come to its end
     */
    record Claimed(String account, Job job, UUID lease, int failures) {}

    /** Everything is compared soon. */
    Mono<Void> ensure(Collection<String> accounts, Instant now) {
        return database.sql(ENSURE)
                .bind("accounts", accounts.toArray(String[]::new))
                .bind("jobs", new String[]{Job.EVENTS.wire(), Job.AUTHORIZATIONS.wire()})
                .bind("now", now)
                .then();
    }

    /** One that is due, or empty. */
    Mono<Claimed> claim(Collection<String> accounts, Instant now, Instant until) {
        UUID lease = Ids.next();
        return database.sql(CLAIM)
                .bind("accounts", accounts.toArray(String[]::new))
                .bind("lease", lease)
                .bind("now", now)
                .bind("until", until)
                .map(row -> new Claimed(required(row, "account", String.class),
                        Job.of(required(row, "job", String.class)), lease, required(row, "failures", Integer.class)))
                .one();
    }

    /** False if another one has it by now. */
    Mono<Boolean> extend(Claimed claimed, Instant until) {
        return changed(database.sql(EXTEND).bind("until", until), claimed);
    }

    /** False if another one has it by now. */
    Mono<Boolean> done(Claimed claimed, Instant nextRun, int failures) {
        return changed(database.sql(DONE).bind("next_run", nextRun).bind("failures", failures), claimed);
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec sql, Claimed claimed) {
        return sql.bind("account", claimed.account()).bind("job", claimed.job().wire()).bind("lease", claimed.lease())
                .fetch().rowsUpdated().map(rows -> rows == 1);
    }
}
