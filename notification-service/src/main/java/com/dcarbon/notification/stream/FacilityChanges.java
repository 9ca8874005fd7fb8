// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import com.dcarbon.events.Event;
import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.Person;
import com.dcarbon.notification.facility.FacilityListener;
import com.dcarbon.notification.facility.KnownFacility;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Notes what changed about a facility by comparing what is told with what was known of it. Who is no longer among its
 * people is told so, and that alone. Who is new to it may have missed what came over other topics a moment ago, so the
 * last word of each is said again.
 */
@Component
class FacilityChanges implements FacilityListener {
    private static final String REPEAT_LATEST = """
            insert into changes (kind, type, subject, sequence, facility_id, data, written_at)
            select kind, type, subject, sequence, facility_id, data, :now
            from (select distinct on (subject, type) id, kind, type, subject, sequence, facility_id, data
                  from changes
                  where facility_id = :id and user_id is null
                    and (kind = 'authorization' or type in ('meters_imported', 'interval_data_imported', 'sync_failed'))
                  order by subject, type, id desc) latest
            order by id""";

    private final DatabaseClient database;
    private final Changes changes;
    private final ProviderProfiles providers;
    private final Clock clock;

    FacilityChanges(DatabaseClient database, Changes changes, ProviderProfiles providers, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.providers = providers;
        this.clock = clock;
    }

    @Override
    public Mono<Void> changed(@Nullable KnownFacility before, Event<FacilitySnapshot> event) {
        UUID id = event.data().facilityId();
        List<String> known = before == null ? List.of() : userIds(before);
        List<String> now = userIds(KnownFacility.of(event.data()));
        Mono<Void> changed = tellThoseWhoLeft(id, known, now).then(changes.add(change(event)));
        return known.containsAll(now) ? changed : changed.then(Mono.defer(() -> repeatLatest(id)));
    }

    private Mono<Void> repeatLatest(UUID id) {
        return database.sql(REPEAT_LATEST).bind("id", id).bind("now", clock.instant()).then();
    }

    private static List<String> userIds(KnownFacility facility) {
        return facility.people().stream().map(Person::userId).flatMap(Stream::ofNullable).toList();
    }

    private Mono<Void> tellThoseWhoLeft(UUID id, List<String> before, List<String> now) {
        return Flux.fromIterable(before)
                .filter(person -> !now.contains(person))
                .concatMap(person -> changes.add(new Change(ChangeKind.FACILITY, RelationEnded.TYPE, id, null, id,
                        person, new RelationEnded(id, RelationEnded.TYPE))))
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
}
