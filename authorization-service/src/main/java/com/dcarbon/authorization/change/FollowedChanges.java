// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.change;

import java.time.Clock;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;

import reactor.core.publisher.Mono;

/** What has been followed of the facilities' changes, so that each is followed once and none is by an older state. */
@Repository
class FollowedChanges {
    private static final String NEWER = """
            insert into followed_facilities (facility_id, version) values (:facility_id, :version)
            on conflict (facility_id) do update set version = excluded.version
            where followed_facilities.version < excluded.version""";
    private static final String FIRST = """
            insert into provider_changes (id, facility_id, provider_id, requested_at, followed_at)
            values (:id, :facility_id, :provider_id, :requested_at, :now)
            on conflict (id) do nothing""";

    private final DatabaseClient database;
    private final Clock clock;

    FollowedChanges(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether that version of the facility is news; it is not news again. */
    Mono<Boolean> isNewer(UUID facilityId, long version) {
        return changed(database.sql(NEWER).bind("facility_id", facilityId).bind("version", version));
    }

    /** Whether nobody has followed that change; somebody has after this. */
    Mono<Boolean> isFirst(UUID facilityId, ProviderChange change) {
        return changed(database.sql(FIRST)
                .bind("id", change.id())
                .bind("facility_id", facilityId)
                .bind("provider_id", change.providerId())
                .bind("requested_at", change.requestedAt())
                .bind("now", clock.instant()));
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec sql) {
        return sql.fetch().rowsUpdated().map(rows -> rows == 1);
    }
}
