// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.change;

import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.change.rules.ChangeConsequence;
import com.dcarbon.authorization.ending.EndingAuthorization;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.authorization.lifecycle.Authorizations;
import com.dcarbon.authorization.lifecycle.TellingOfEnd;
import com.dcarbon.authorization.lifecycle.TellingOfEnd.NewSource;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.session.ClosingSessions;
import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Mono;

/** Ends what a facility has at its former utility, once for each change, in the transaction of the event. */
@Component
class ChangingProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ChangingProvider.class);

    private final FollowedChanges followed;
    private final ClosingSessions sessions;
    private final Authorizations authorizations;
    private final EndingAuthorization ending;
    private final TellingOfEnd telling;
    private final ProviderProfiles profiles;

    ChangingProvider(FollowedChanges followed, ClosingSessions sessions, Authorizations authorizations,
            EndingAuthorization ending, TellingOfEnd telling, ProviderProfiles profiles) {
        this.followed = followed;
        this.sessions = sessions;
        this.authorizations = authorizations;
        this.ending = ending;
        this.telling = telling;
        this.profiles = profiles;
    }

    Mono<Void> follow(UUID facilityId, ProviderChange change) {
        return followed.isFirst(facilityId, change)
                .filter(first -> first)
                .flatMap(_ -> sessions.hold(facilityId)
                        .then(Mono.defer(() -> authorizations.findAllOf(facilityId).collectList())))
                .map(records -> ChangeConsequence.of(records, change.providerId(), change.requestedAt()))
                .doOnNext(consequence -> LOG.atInfo().addKeyValue("facility_id", facilityId)
                        .addKeyValue("provider_id", change.providerId())
                        .addKeyValue("consequence", consequence.getClass().getSimpleName())
                        .log("a facility's utility was changed"))
                .flatMap(consequence -> draw(consequence, change));
    }

    private Mono<Void> draw(ChangeConsequence consequence, ProviderChange change) {
        var actor = new Actor(change.requestedBy(), change.requestedByName(), change.ipAddress());
        return switch (consequence) {
            case ChangeConsequence.Abandons(Authorization pending) ->
                told(ending.abandon(pending, FailureCode.PROVIDER_CHANGED, actor), change, actor);
            case ChangeConsequence.Revokes(Authorization live) ->
                told(ending.revoke(live, FailureCode.PROVIDER_CHANGED, actor), change, actor);
            case ChangeConsequence.LeavesBehind(Authorization failed) ->
                telling.leftBehind(failed, source(change, failed), actor);
            case ChangeConsequence.Nothing _ -> Mono.empty();
        };
    }

    private Mono<Void> told(Mono<Authorization> ended, ProviderChange change, Actor actor) {
        return ended.flatMap(old -> telling.methodChanged(old, source(change, old), actor));
    }

    /** A utility whose profile was taken away meanwhile counts as reached like the old one. */
    private NewSource source(ProviderChange change, Authorization old) {
        return new NewSource(profiles.find(change.providerId()).map(ProviderProfile::method)
                .orElse(old.utility().method()), change.providerId());
    }
}
