// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger of calls that cost money: each is a row before it is made, and is settled once its answer is known. */
@Repository
class PaidCalls {
    private static final Duration BUDGET_PERIOD = Duration.ofDays(1);

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    PaidCalls(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A call that somebody would like to make.
     *
     * @param perDay at most so many calls that cost money, or may have, within 24 hours at the account
     * @param notSince no such call for one of the meters may have succeeded since then
     * @param notLostSince nor may it have been found without effect since then: an effect may show late
     */
    record Wish(String account, String providerId, UUID authorizationId, PaidCall call, List<String> meters,
            int perDay, Instant notSince, Instant notLostSince) {}

    /** Whether it may be made. */
    sealed interface Permit {
        /** By the caller, now; the row waits to be settled. */
        record Granted(UUID id) implements Permit {}

        /** Not before that time: the budget is spent. */
        record Exhausted(Instant until) implements Permit {}

        /** Somebody else has just asked, or asked and does not know the answer yet. */
        record Taken() implements Permit {}
    }

    /** What came of a call. */
    enum Answer {
        ACCEPTED("accepted"),
        REFUSED("refused"),
        /** The answer was lost, but the effect is there; not for the meters that are noted as dropped. */
        SEEN("seen"),
        /** The answer was lost, and there is no effect; it may have cost something all the same. */
        LOST("lost");

        private final String wire;

        Answer(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }

        private @Nullable Boolean paid() {
            return switch (this) {
                case ACCEPTED, SEEN -> true;
                case REFUSED -> false;
                case LOST -> null;
            };
        }
    }

    /**
     * A call that was made.
     *
     * @param answer null while nobody knows
     * @param dropped which of the meters its answer passed over, or show no effect where the answer was lost
     */
    record Entry(UUID id, PaidCall call, List<String> meters, Instant requestedAt, @Nullable String answer,
            List<String> dropped) {

        boolean isOpen() {
            return answer == null;
        }

        /** For which meters it was made, as far as anybody knows. */
        List<String> done() {
            if (Answer.ACCEPTED.wire().equals(answer)) {
                return meters;
            }
            return Answer.SEEN.wire().equals(answer)
                    ? meters.stream().filter(meter -> !dropped.contains(meter)).toList()
                    : List.of();
        }
    }

    /** One account's wishes are granted one after the other, whichever replica has them. */
    Mono<Permit> intend(Wish wish) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('paid calls of ' || :account, 0))")
                .bind("account", wish.account())
                .then()
                .then(Mono.defer(() -> permit(wish)))
                .flatMap(permit -> permit instanceof Permit.Granted(UUID id)
                        ? write(id, wish).thenReturn(permit)
                        : Mono.just(permit))
                .as(transaction::transactional);
    }

    private Mono<Permit> permit(Wish wish) {
        Instant now = clock.instant();
        return database.sql("""
                select exists (select 1 from paid_calls, unnest(paid_calls.meters) as meter
                                where account = :account and call = :call and meter = any(:meters)
                                  and (answered_at is null
                                    or answer = 'accepted' and requested_at > :not_since
                                    or answer = 'seen' and meter <> all(dropped) and requested_at > :not_since
                                    or (answer = 'lost' or answer = 'seen' and meter = any(dropped))
                                        and answered_at > :not_lost_since)) as taken,
                       (select requested_at from paid_calls
                         where account = :account and requested_at > :since and paid is distinct from false
                         order by requested_at desc offset :allowed limit 1) as full_since""")
                .bind("account", wish.account())
                .bind("call", wish.call().wire())
                .bind("meters", wish.meters().toArray(String[]::new))
                .bind("not_since", wish.notSince())
                .bind("not_lost_since", wish.notLostSince())
                .bind("since", now.minus(BUDGET_PERIOD))
                .bind("allowed", Math.max(0, wish.perDay() - 1))
                .map(row -> permit(row, wish, now))
                .one();
    }

    private static Permit permit(Readable row, Wish wish, Instant now) {
        if (Boolean.TRUE.equals(row.get("taken", Boolean.class))) {
            return new Permit.Taken();
        }
        Instant fullSince = wish.perDay() == 0 ? now : row.get("full_since", Instant.class);
        return fullSince == null
                ? new Permit.Granted(Ids.next())
                : new Permit.Exhausted(fullSince.plus(BUDGET_PERIOD));
    }

    private Mono<Void> write(UUID id, Wish wish) {
        return database.sql("""
                insert into paid_calls (id, account, provider_id, authorization_id, call, meters, requested_at)
                values (:id, :account, :provider, :authorization, :call, :meters, :now)""")
                .bind("id", id)
                .bind("account", wish.account())
                .bind("provider", wish.providerId())
                .bind("authorization", wish.authorizationId())
                .bind("call", wish.call().wire())
                .bind("meters", wish.meters().toArray(String[]::new))
                .bind("now", clock.instant())
                .then();
    }

    /** Notes the answer; a row that is settled stays as it is. */
    Mono<Void> settle(UUID id, Answer answer, List<String> dropped) {
        Boolean paid = answer.paid();
        var update = database.sql("""
                update paid_calls set answered_at = :now, answer = :answer, dropped = :dropped, paid = :paid
                 where id = :id and answered_at is null""")
                .bind("id", id)
                .bind("now", clock.instant())
                .bind("answer", answer.wire())
                .bind("dropped", dropped.toArray(String[]::new));
        return (paid == null ? update.bindNull("paid", Boolean.class) : update.bind("paid", paid)).then();
    }

    /** All that were made for an authorization, the earliest first. */
    Flux<Entry> of(UUID authorizationId) {
        return database.sql("""
                select id, call, meters, requested_at, answer, dropped from paid_calls
                 where authorization_id = :authorization order by requested_at""")
                .bind("authorization", authorizationId)
                .map(PaidCalls::entry)
                .all();
    }

    private static Entry entry(Readable row) {
        return new Entry(Objects.requireNonNull(row.get("id", UUID.class)),
                PaidCall.of(Objects.requireNonNull(row.get("call", String.class))),
                List.of(Objects.requireNonNull(row.get("meters", String[].class))),
                Objects.requireNonNull(row.get("requested_at", Instant.class)), row.get("answer", String.class),
                List.of(Objects.requireNonNull(row.get("dropped", String[].class))));
    }
}
