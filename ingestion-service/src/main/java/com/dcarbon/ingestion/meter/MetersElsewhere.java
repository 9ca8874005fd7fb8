// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Meters of a facility that stand in another one, too: of the same utility, with the same number or service point. Both were
 * let in if the first one's authorization had ended, or if one came by an upload, which may be of any utility. Whoever asks
 * must not tell one facility of the other.
 */
@Repository
public class MetersElsewhere {
    private static final String ID = "^" + KnownMeters.LIKE_AN_ID + "$";
    private static final String PAIRS = """
            select own.id as own, other.id as other,
                   other.source <> 'upload' and other.released_at is null and facility.discarded is not true as connected
              from meters own
              join meters other on other.facility_id <> own.facility_id
                   and (other.utility_meter_id = own.utility_meter_id and own.utility_meter_id ~ :id
                        or other.service_point = own.service_point and own.service_point ~ :id)
              left join facilities facility on facility.facility_id = other.facility_id
             where own.facility_id = :facility
               and ('upload' in (own.source, other.source)
                    or array[own.provider_id, own.first_provider_id] && array[other.provider_id, other.first_provider_id]
                    or other.utility_meter_id = own.utility_meter_id and other.account_id = own.account_id)""";

    private final DatabaseClient database;

    MetersElsewhere(DatabaseClient database) {
        this.database = database;
    }

    /**
     * One meter that stands in two facilities.
     *
     * @param connected whether the other facility is connected to the utility now, and has it not by an upload
     */
    public record Pair(UUID own, UUID other, boolean connected) {}

    public Flux<Pair> of(UUID facilityId) {
        return database.sql(PAIRS)
                .bind("facility", facilityId)
                .bind("id", ID)
                .map(row -> new Pair(uuid(row, "own"), uuid(row, "other"),
                        Boolean.TRUE.equals(row.get("connected", Boolean.class))))
                .all();
    }

    /** Facilities that have the same meter decide one after the other. In the caller's transaction. */
    public Mono<Void> alone(UUID facilityId) {
        return database.sql("""
                select pg_advisory_xact_lock(hashtextextended('meter ' || key, 0))
                  from (select distinct key from meters
                         cross join lateral (values (utility_meter_id), (service_point)) as words (key)
                         where facility_id = :facility and key ~ :id order by 1) as keys""")
                .bind("facility", facilityId)
                .bind("id", ID)
                .then();
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }
}
