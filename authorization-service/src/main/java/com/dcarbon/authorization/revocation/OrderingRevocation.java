// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import java.time.Clock;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.lifecycle.rules.Utility;
import com.dcarbon.authorization.revocation.Revocations.Wanted;
import com.dcarbon.authorization.token.rules.Leftover;
import com.dcarbon.authorization.token.rules.RemainingAccess;
import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Mono;

/** Sees to it that what has ended here ends at the utility, too: queues it in the transaction of the end. */
@Component
public class OrderingRevocation {
    private final Revocations revocations;
    private final Clock clock;

    OrderingRevocation(Revocations revocations, Clock clock) {
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * An authorization has ended. Without an id of the utility's there is nothing to end there.
     *
     * @param access what was left of its tokens, or null
     */
    public Mono<Void> order(Authorization ended, @Nullable RemainingAccess access) {
        return access == null && ended.authId() == null
                ? Mono.empty()
                : Mono.defer(() -> order(ended.id(), ended, access))
                        .filter(added -> !added)
                        .flatMap(_ -> order(Ids.next(), ended, access))
                        .then();
    }

    /** A record that was used again after it had ended once has an order already, which says nothing of this end. */
    private Mono<Boolean> order(UUID id, Authorization ended, @Nullable RemainingAccess access) {
        return revocations.add(new Wanted(id, ended.id(), ended.utility(), ended.authId(), access), clock.instant());
    }

    /** A consent for which there is no token came for a session that had ended. */
    public Mono<Void> giveBack(UUID sessionId, UUID authorizationId, Utility utility, String authId) {
        return Mono.defer(() -> revocations.add(new Wanted(sessionId, authorizationId, utility, authId, null),
                clock.instant())).then();
    }

    /** A consent came for a session that had ended, or one that cannot be used. */
    public Mono<Void> giveBack(UUID sessionId, UUID authorizationId, Utility utility, Leftover left) {
        return Mono.defer(() -> revocations.add(new Wanted(sessionId, authorizationId, utility, left.authId(),
                left.access()), clock.instant())).then();
    }
}
