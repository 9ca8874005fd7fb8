// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonCreator;

/** What a customer allowed, or declined. */
final class Authorization {
    final String uid;
    final Instant created;
    final String utility;
    final String fullName;
    final Progress progress;
    List<String> referrals = new ArrayList<>();
    /** The form it was given by last. */
    String formUid;
    /** The login at the utility; changes when the customer authorizes again. */
    String username;
    @Nullable
    String customerEmail;
    @Nullable
    String scopeExpires;
    @Nullable
    Instant expires;
    @Nullable
    Instant declined;
    @Nullable
    Instant revoked;
    @Nullable
    String nickname;
    boolean archived;
    boolean test;
    boolean warned;
    boolean toldExpired;

    @JsonCreator
    Authorization(String uid, Instant created, String formUid, String utility, String fullName, String username,
            Progress progress) {
        this.uid = uid;
        this.created = created;
        this.formUid = formUid;
        this.utility = utility;
        this.fullName = fullName;
        this.username = username;
        this.progress = progress;
    }

    boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    boolean expiresSoon(Instant now) {
        return expires != null && !now.isBefore(expires.minus(Duration.ofDays(1)));
    }

    /** Whether data can still be collected for it. */
    boolean isActive(Instant now) {
        return revoked == null && declined == null && !isExpired(now);
    }
}
