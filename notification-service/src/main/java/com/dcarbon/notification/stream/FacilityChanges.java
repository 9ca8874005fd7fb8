// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import com.dcarbon.events.Event;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Notes what changed about a facility by comparing what is told with what is known of it: the row in {@code facilities},
 * which the event's other handler brings up to date afterwards, in the same transaction. Who is no longer among its
 * people is told so, and that alone. Who is new to it may have missed what came over other topics a moment ago, so the
 * last word of each is said again.
 */
@Component
public class FacilityChanges {
    private static final String KNOWN = """
            select version, owner_id, operator_id from facilities where id = :id""";
    private static final String REPEAT_LATEST = """
            insert into changes (kind, type, subject, sequence, facility_id, data)
            select kind, type, subject, sequence, facility_id, data
            from (select distinct on (subject, type) id, kind, type, subject, sequence, facility_id, data
                  from changes
                  where facility_id = :id and user_id is null
                    and (kind = 'authorization' or type in ('meters_imported', 'interval_data_imported', 'sync_failed'))
                  order by subject, type, id desc) latest
            order by id""";

    private final DatabaseClient database;
    private final Changes changes;
    private final ProviderProfiles providers;

    FacilityChanges(DatabaseClient database, Changes changes, ProviderProfiles providers) {
        this.database = database;
        this.changes = changes;
        this.providers = providers;
    }

    /** Call it in the transaction that brings the known facility up to date, before that. */
    public Mono<Void> note(Event<FacilitySnapshot> event) {
        UUID id = event.data().facilityId();
        return database.sql(KNOWN)
                .bind("id", id)
                .map(row -> new Known(Objects.requireNonNull(row.get("version", Long.class)),
                        row.get("owner_id", String.class), row.get("operator_id", String.class)))
                .one()
                .defaultIfEmpty(Known.NOTHING)
                .filter(known -> known.version() < event.sequence())
                .flatMap(known -> note(event, known));
    }

    private Mono<Void> note(Event<FacilitySnapshot> event, Known known) {
        FacilitySnapshot facility = event.data();
        Known now = new Known(event.sequence(), facility.owner().userId(), operator(facility));
        Mono<Void> changed = tellThoseWhoLeft(facility.facilityId(), known, now).then(changes.add(change(event)));
        return known.hasPeopleOf(now)
                ? changed
                : changed.then(database.sql(REPEAT_LATEST).bind("id", facility.facilityId()).then());
    }

    private Mono<Void> tellThoseWhoLeft(UUID facilityId, Known before, Known now) {
        List<String> here = now.people().toList();
        return Flux.fromStream(before.people().filter(person -> !here.contains(person)))
                .concatMap(person -> changes.add(new Change(ChangeKind.FACILITY, RelationEnded.TYPE, facilityId, null,
                        facilityId, person, new RelationEnded(facilityId, RelationEnded.TYPE))))
                .then();
    }

    private Change change(Event<FacilitySnapshot> event) {
        FacilitySnapshot facility = event.data();
        String type = facility.discarded() ? "facility_discarded" : event.type();
        String provider = facility.utilityProviderId();
        String name = provider == null ? null : providers.find(provider).map(ProviderProfile::name).orElse(provider);
        return new Change(ChangeKind.FACILITY, type, facility.facilityId(), event.sequence(), facility.facilityId(),
                null, FacilityNews.of(facility, type, event.sequence(), name));
    }

    private static @Nullable String operator(FacilitySnapshot facility) {
        FacilitySnapshot.Operator operator = facility.operator();
        return operator != null && operator.status() == OperatorStatus.ACCEPTED ? operator.person().userId() : null;
    }

    /** Who stands around the facility as of a version; nobody at version -1 if it is not known. */
    private record Known(long version, @Nullable String ownerId, @Nullable String operatorId) {
        static final Known NOTHING = new Known(-1, null, null);

        Stream<String> people() {
            return Stream.of(Optional.ofNullable(ownerId), Optional.ofNullable(operatorId)).flatMap(Optional::stream)
                    .distinct();
        }

        boolean hasPeopleOf(Known other) {
            return Objects.equals(ownerId, other.ownerId) && Objects.equals(operatorId, other.operatorId);
        }
    }
}
