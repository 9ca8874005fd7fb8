// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A meter found behind an authorization. */
final class Meter {
    final String uid;
    final String authorizationUid;
    /** The usage point's id at the utility. */
    final String pointId;
    final Instant created;
    final Progress progress;
    List<Span> spans = new ArrayList<>();
    boolean archived;
    boolean activated;
    int bills;
    /** How many months the collection under way goes back. */
    int months;
    /** {@code off}, {@code daily}, {@code weekly} or {@code monthly}. */
    String frequency = "off";
    @Nullable
    Integer fixedRefreshDay;
    @Nullable
    Instant nextRefresh;
    /** Up to where ongoing monitoring has brought readings. */
    @Nullable
    Instant monitoredUntil;

    @JsonCreator
    Meter(String uid, String authorizationUid, String pointId, Instant created, Progress progress) {
        this.uid = uid;
        this.authorizationUid = authorizationUid;
        this.pointId = pointId;
        this.created = created;
        this.progress = progress;
    }
}
