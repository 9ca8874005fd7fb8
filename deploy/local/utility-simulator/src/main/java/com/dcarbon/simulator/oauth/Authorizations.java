// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

import org.jspecify.annotations.Nullable;

/** The authorizations of one custodian. Only revocations are remembered; the rest is in the ids. */
public final class Authorizations {
    private final AuthorizationIds ids;
    private final Clock clock;
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    Authorizations(AuthorizationIds ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Issues one that begins now.
     *
     * @throws IllegalArgumentException if it would have ended already; the message is for the customer
     */
    Authorization issue(String username, @Nullable Instant until, Selection selection) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (until != null && !until.isAfter(now)) {
            throw new IllegalArgumentException("Please choose a last day that is not past.");
        }
        Authorization authorization = ids.issue(username, now, until, selection);
        seen.add(authorization.id());
        return authorization;
    }

    /** The authorization of that id, also one that is over; empty if it is none of this custodian. */
    public Optional<Authorization> find(String id) {
        Optional<Authorization> authorization = ids.parse(id);
        authorization.ifPresent(known -> seen.add(known.id()));
        return authorization;
    }

    /** Whether it is neither revoked nor past its end. */
    public boolean isActive(Authorization authorization) {
        return !revoked.contains(authorization.id()) && !authorization.endedAt(clock.instant());
    }

    /** Ends it, with all of its tokens. */
    public void revoke(Authorization authorization) {
        revoked.add(authorization.id());
    }

    /** Those issued or met since the start, also the ones that are over. */
    public Collection<Authorization> all() {
        return seen.stream().map(ids::parse).<Authorization>mapMulti(Optional::ifPresent).toList();
    }
}
