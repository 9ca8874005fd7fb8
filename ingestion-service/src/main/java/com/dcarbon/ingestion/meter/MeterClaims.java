// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

/**
 * Whether a meter is somebody's already, so that its energy is not counted twice. A meter is known by its utility and the
 * number on it or its service point. Whoever has it by a real authorization keeps it until that has ended; an upload
 * proves nothing, so it holds nothing, and is refused whatever utility the meter is known from.
 */
@Repository
@EnableConfigurationProperties(MeterSettings.class)
class MeterClaims {
    private final DatabaseClient database;
    private final MeterSettings settings;

    MeterClaims(DatabaseClient database, MeterSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Two imports that bring the same meter decide one after the other. In the caller's transaction. */
    Mono<Void> alone(List<ImportedMeter> meters) {
        String[] keys = meters.stream()
                .flatMap(meter -> Stream.of(meter.meterNumber(), meter.servicePoint()))
                .flatMap(word -> KnownMeters.idIn(word).stream())
                .distinct()
                .toArray(String[]::new);
        return keys.length == 0
                ? Mono.empty()
                : database.sql("""
                        select pg_advisory_xact_lock(hashtextextended('meter ' || key, 0))
                          from (select unnest(:keys) as key order by 1) as keys""")
                        .bind("keys", keys)
                        .then();
    }

    /**
     * Empty if nobody has it who would have to be asked. A number that a utility tells late takes no meter from whoever
     * had it first.
     *
     * @param recognised our own meter that it was recognised as
     */
    Mono<StoredMeter> of(Meters.Origin origin, ImportedMeter meter, Optional<UUID> recognised) {
        Optional<String> number = KnownMeters.idIn(meter.meterNumber());
        Optional<String> point = KnownMeters.idIn(meter.servicePoint());
        boolean asked = origin.isUpload() || settings.exclusive();
        if (!asked || number.isEmpty() && point.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                select meter.facility_id from meters meter
                  left join facilities facility on facility.facility_id = meter.facility_id
                 where (meter.utility_meter_id = :number or meter.service_point = :point)
                   and (:upload or meter.provider_id = :provider
                        or meter.utility_meter_id = :number and meter.account_id = :account)
                   and (:upload or meter.facility_id <> :facility)
                   and meter.source <> 'upload' and meter.released_at is null
                   and facility.discarded is not true
                   and not exists (select from meters own
                                    where own.id = any(:own) and own.source <> 'upload' and own.released_at is null
                                      and own.created_at < meter.created_at)
                 order by meter.facility_id = :facility desc
                 limit 1""")
                .bind("number", number.orElse(""))
                .bind("point", point.orElse(""))
                .bind("account", textOf(meter.accountId()))
                .bind("provider", origin.providerId())
                .bind("upload", origin.isUpload())
                .bind("facility", origin.facilityId())
                .bind("own", recognised.stream().toArray(UUID[]::new))
                .map(row -> origin.facilityId().equals(row.get("facility_id", UUID.class)))
                .one()
                .map(own -> own ? new StoredMeter.Connected() : new StoredMeter.Elsewhere());
    }

    private static String textOf(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The authorization has ended: what was read with it may be another facility's now. */
    Mono<Void> release(UUID authorizationId, Instant when) {
        return database.sql("update meters set released_at = :now where authorization_id = :id and released_at is null")
                .bind("id", authorizationId)
                .bind("now", when)
                .then();
    }
}
