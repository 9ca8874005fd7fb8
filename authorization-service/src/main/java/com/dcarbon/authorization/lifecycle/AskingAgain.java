// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.lifecycle.rules.RetryDecision;
import com.dcarbon.events.authorization.AuthStatus;

import reactor.core.publisher.Mono;

/** The record's part of an attempt that an administrator asks a person for; in the caller's transaction. */
@Component
public class AskingAgain {
    private final Authorizations authorizations;
    private final Announcements announcements;
    private final Clock clock;

    AskingAgain(Authorizations authorizations, Announcements announcements, Clock clock) {
        this.authorizations = authorizations;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * What was decided.
     *
     * @param record as it is now
     */
    public record Asked(RetryDecision decision, Authorization record) {}

    /** Makes the record pending once more if that may be, and tells of it. */
    public Mono<Asked> ask(UUID facilityId, UUID id, Actor actor) {
        return authorizations.lockAllOf(facilityId)
                .flatMap(records -> {
                    RetryDecision decision = RetryDecision.of(records, id);
                    Authorization seen = one(records, id);
                    return decision == RetryDecision.ASK
                            ? pending(seen, actor).map(after -> new Asked(decision, after))
                            : Mono.just(new Asked(decision, seen));
                });
    }

    private Mono<Authorization> pending(Authorization before, Actor actor) {
        return authorizations.update(before.askAgain(clock.instant()))
                .flatMap(after -> announcements.retried(after, actor).thenReturn(after));
    }

    /** Nobody began the attempt. Does nothing, and is empty, if somebody has or it has ended. */
    public Mono<Authorization> giveUp(UUID id, int attempt, Failure why) {
        return authorizations.lock(id)
                .filter(before -> before.status() == AuthStatus.PENDING && before.attempt() == attempt)
                .flatMap(before -> authorizations.update(before.fail(why)))
                .flatMap(after -> announcements.failed(after, Actor.SYSTEM).thenReturn(after));
    }

    private static Authorization one(List<Authorization> records, UUID id) {
        return records.stream().filter(record -> record.id().equals(id)).findFirst().orElseThrow();
    }
}
