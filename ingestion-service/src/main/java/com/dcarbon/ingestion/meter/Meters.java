// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stored meters. */
@Repository
public class Meters {
    private final DatabaseClient database;
    private final MeterClaims claims;
    private final Clock clock;

    Meters(DatabaseClient database, MeterClaims claims, Clock clock) {
        this.database = database;
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * Where the meters of an import belong.
     *
     * @param replay whether it reads what was received before, so that it tells nothing of what a meter is now
     */
    public record Origin(UUID facilityId, UUID authorizationId, String providerId, String source, boolean replay) {
        boolean isUpload() {
            return source.equals("upload");
        }
    }

    /**
     * Stores the meters of an import, those seen before under their old ids; what the utility tells no more is kept. Such
     * that are somebody's already are left out. Runs in the caller's transaction.
     *
     * @return what became of them, in the order given
     */
    public Mono<List<StoredMeter>> store(Origin origin, List<ImportedMeter> meters) {
        return claims.alone(meters).then(known(origin).collectList()).flatMap(known -> {
            var recognised = new KnownMeters(known, meters, origin.isUpload());
            return Flux.fromIterable(meters)
                    .concatMap(meter -> store(origin, meter, recognised.find(meter)))
                    .collectList();
        });
    }

    private Mono<StoredMeter> store(Origin origin, ImportedMeter meter, Optional<UUID> recognised) {
        return claims.of(origin, meter, recognised)
                .switchIfEmpty(Mono.defer(() -> upsert(recognised.orElseGet(Ids::next), origin, meter)));
    }

    private Flux<KnownMeters.Known> known(Origin origin) {
        return database.sql("""
                select id, provider_id = :provider as here, usage_point_id, utility_meter_id, service_point from meters
                 where facility_id = :facility and (source = 'upload' or not :upload)
                 order by id for update""")
                .bind("facility", origin.facilityId())
                .bind("upload", origin.isUpload())
                .bind("provider", origin.providerId())
                .map(row -> new KnownMeters.Known(uuid(row, "id"),
                        Boolean.TRUE.equals(row.get("here", Boolean.class)), text(row, "usage_point_id"),
                        row.get("utility_meter_id", String.class), row.get("service_point", String.class)))
                .all();
    }

    /**
     * A further file that comes to a meter whose files were accepted, or one that is read again and may be understood
     * otherwise now, has not been seen like that by whoever accepted them.
     */
    private Mono<StoredMeter> upsert(UUID id, Origin origin, ImportedMeter meter) {
        DatabaseClient.GenericExecuteSpec sql = database
                .sql("""
                        insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, service_point,
                            utility_meter_id, account_id, service_address, meter_type, tariff, role, commodity, blocks,
                            time_zone, source, status, provider_record, created_at, first_provider_id, first_source)
                        values (:id, :facility, :authorization, :provider, :point, :service_point, :number, :account, :address,
                            :type, :tariff, :role, :commodity, :blocks, :zone, :source, :status, :record::jsonb, :now, :provider,
                            :source)
                        on conflict (id) do update set
                            authorization_id = case when :replay then meters.authorization_id else excluded.authorization_id end,
                            provider_id = case when :replay then meters.provider_id else excluded.provider_id end,
                            source = case when :replay then meters.source else excluded.source end,
                            usage_point_id = case when :replay then meters.usage_point_id else excluded.usage_point_id end,
                            service_point = coalesce(excluded.service_point, meters.service_point),
                            utility_meter_id = coalesce(excluded.utility_meter_id, meters.utility_meter_id),
                            account_id = coalesce(excluded.account_id, meters.account_id),
                            former_address = case when not :replay and excluded.service_address <> meters.service_address
                                then meters.service_address else meters.former_address end,
                            address_changed_at = case when not :replay and excluded.service_address <> meters.service_address
                                then excluded.created_at else meters.address_changed_at end,
                            service_address = case when :replay then coalesce(meters.service_address, excluded.service_address)
                                else coalesce(excluded.service_address, meters.service_address) end,
                            commodity = excluded.commodity,
                            status_since = case when not :replay and excluded.status <> meters.status
                                then excluded.created_at else meters.status_since end,
                            status = case when :replay then meters.status else excluded.status end,
                            released_at = case when :replay then meters.released_at end,
                            upload_accepted_by = case when excluded.source <> 'upload' then meters.upload_accepted_by end,
                            upload_accepted_at = case when excluded.source <> 'upload' then meters.upload_accepted_at end,
                            version = meters.version + case when excluded.source = 'upload'
                                and meters.upload_accepted_at is not null then 1 else 0 end,
                            provider_record = case when excluded.provider_record = '{}'
                                then meters.provider_record else excluded.provider_record end,
                            meter_type = coalesce(excluded.meter_type, meters.meter_type),
                            tariff = coalesce(excluded.tariff, meters.tariff),
                            role = case when meters.role = 'consumption' and meters.role_set_at is null
                                        then excluded.role else meters.role end,
                            blocks = array(select distinct unnest(meters.blocks || excluded.blocks) order by 1)
                        returning id, time_zone""")
                .bind("id", id)
                .bind("facility", origin.facilityId())
                .bind("authorization", origin.authorizationId())
                .bind("provider", origin.providerId())
                .bind("point", meter.usagePointId())
                .bind("role", meter.twoWay() ? "net" : "consumption")
                .bind("blocks", meter.blocks().toArray(String[]::new))
                .bind("zone", meter.timeZone().getId())
                .bind("source", origin.source())
                .bind("commodity", meter.commodity())
                .bind("status", meter.state())
                .bind("record", meter.record())
                .bind("replay", origin.replay())
                .bind("now", clock.instant());
        return described(sql, meter)
                .map(row -> (StoredMeter) new StoredMeter.Ours(uuid(row, "id"), ZoneId.of(text(row, "time_zone"))))
                .one();
    }

    private static DatabaseClient.GenericExecuteSpec described(DatabaseClient.GenericExecuteSpec sql,
            ImportedMeter meter) {
        var described = nullable(sql, "service_point", meter.servicePoint());
        described = nullable(described, "number", meter.meterNumber());
        described = nullable(described, "account", meter.accountId());
        described = nullable(described, "address", meter.serviceAddress());
        described = nullable(described, "type", meter.meterType());
        return nullable(described, "tariff", meter.tariff());
    }

    private static DatabaseClient.GenericExecuteSpec nullable(DatabaseClient.GenericExecuteSpec sql, String name,
            @Nullable String value) {
        return value == null ? sql.bindNull(name, String.class) : sql.bind(name, value);
    }

    /** Notes as of when the meters were read successfully; that never goes back. */
    public Mono<Void> synchronised(List<UUID> ids, Instant when) {
        return database.sql("update meters set last_sync = greatest(last_sync, :when) where id = any(:ids)")
                .bind("when", when)
                .bind("ids", ids.toArray(UUID[]::new))
                .then();
    }

    /** Those that measure generation, because a person has said so or a frozen report has counted them. */
    public Mono<Set<UUID>> generating(List<UUID> ids) {
        return those(ids,
                "role = '" + Meter.GENERATION + "' and role_set_at is not null or generated_from is not null");
    }

    /** Of which of them it was found that what comes as delivered is a balance. */
    public Mono<Set<UUID>> forwardIsNet(List<UUID> ids) {
        return those(ids, "forward_is_net");
    }

    private Mono<Set<UUID>> those(List<UUID> ids, String condition) {
        return database.sql("select id from meters where id = any(:ids) and (" + condition + ")")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> uuid(row, "id"))
                .all()
                .collect(Collectors.toSet());
    }

    /** What comes as delivered of that meter is a balance. */
    public Mono<Void> forwardFoundNet(UUID id) {
        return database.sql("update meters set forward_is_net = true where id = :id").bind("id", id).then();
    }

    /** The authorization has ended: what was read with it may be another facility's now. */
    public Mono<Void> release(UUID authorizationId) {
        return claims.release(authorizationId, clock.instant());
    }

    /** The points of delivery that were last read with that authorization, by the utility's ids. */
    public Mono<Set<String>> pointsOf(UUID authorizationId) {
        return database.sql("select usage_point_id from meters where authorization_id = :id")
                .bind("id", authorizationId)
                .map(row -> text(row, "usage_point_id"))
                .all()
                .collect(Collectors.toSet());
    }

    public Mono<Meter> find(UUID id) {
        return database.sql(
                "select id, facility_id, authorization_id, time_zone, role, generated_from from meters where id = :id")
                .bind("id", id)
                .map(Meters::meter)
                .one();
    }

    private static Meter meter(Readable row) {
        return new Meter(uuid(row, "id"), uuid(row, "facility_id"), uuid(row, "authorization_id"),
                ZoneId.of(text(row, "time_zone")), text(row, "role"), row.get("generated_from", String.class));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
