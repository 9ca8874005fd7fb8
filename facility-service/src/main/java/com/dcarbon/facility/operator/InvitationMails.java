// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.facility.FacilityProblem;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;

/**
 * The invitations that went out lately. Counted in the database, so that the limits hold whichever replica is asked, and
 * apart from the operators, so that to withdraw and invite again gains nothing.
 */
@Repository
class InvitationMails {
    /** One after the other per owner: two facilities at once must not both take the last place. */
    private static final String LOCK_OWNER = "select pg_advisory_xact_lock(hashtextextended(:owner, 0))";
    private static final String NTH_OF_FACILITY = """
            select sent_at from invitation_mails where facility_id = :facility and sent_at > :since
            order by sent_at desc limit 1 offset :before""";
    private static final String NTH_OF_OWNER = """
            select sent_at from invitation_mails where owner_user_id = :owner and sent_at > :since
            order by sent_at desc limit 1 offset :before""";
    private static final String ADD = """
            insert into invitation_mails (invitation_id, facility_id, owner_user_id, sent_at)
            values (:invitation, :facility, :owner, :now)""";
    private static final String FORGET = """
            delete from invitation_mails where owner_user_id = :owner and sent_at <= :since""";

    private final DatabaseClient database;
    private final InvitationSettings settings;
    private final Clock clock;

    InvitationMails(DatabaseClient database, InvitationSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Counts one more mail. To be called in the transaction of the invitation, with the facility locked.
     *
     * @return an error {@code too_many_invitations} if it is one too many
     */
    Mono<Void> count(Facility facility, UUID invitation) {
        Instant now = clock.instant();
        return database.sql(LOCK_OWNER).bind("owner", owner(facility)).then()
                .then(refuseBeyondLimitOfFacility(facility, now))
                .then(refuseBeyondLimitOfOwner(facility, now))
                .then(database.sql(FORGET)
                        .bind("owner", owner(facility))
                        .bind("since", now.minus(settings.longestWindow()))
                        .then())
                .then(database.sql(ADD)
                        .bind("invitation", invitation)
                        .bind("facility", facility.id())
                        .bind("owner", owner(facility))
                        .bind("now", now)
                        .then());
    }

    private Mono<Void> refuseBeyondLimitOfFacility(Facility facility, Instant now) {
        var sql = database.sql(NTH_OF_FACILITY).bind("facility", facility.id());
        return refuse(sql, settings.mailsPerFacility(), settings.facilityWindow(), now);
    }

    private Mono<Void> refuseBeyondLimitOfOwner(Facility facility, Instant now) {
        var sql = database.sql(NTH_OF_OWNER).bind("owner", owner(facility));
        return refuse(sql, settings.mailsPerOwner(), settings.ownerWindow(), now);
    }

    /** If there is a latest mail but so many within the window, the next may go out when that one leaves it. */
    private static Mono<Void> refuse(DatabaseClient.GenericExecuteSpec nth, int limit, Duration window, Instant now) {
        return nth.bind("since", now.minus(window))
                .bind("before", limit - 1)
                .map(row -> Objects.requireNonNull(row.get("sent_at", Instant.class)))
                .one()
                .flatMap(sent -> Mono.error(tooMany(limit, window, Duration.between(now, sent.plus(window)))));
    }

    private static ProblemException tooMany(int limit, Duration window, Duration wait) {
        return new ProblemException(FacilityProblem.TOO_MANY_INVITATIONS,
                "At most %d invitations may go out within %s.".formatted(limit, words(window)))
                .retryAfter(wait.plusSeconds(1));
    }

    private static String words(Duration window) {
        return window.toHours() > 0 ? window.toHours() + " h" : window.toSeconds() + " s";
    }

    private static String owner(Facility facility) {
        return Objects.requireNonNull(facility.owner().userId());
    }
}
