// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.events.Event;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Mono;

/** Orders the import of a facility's history once its utility is authorized: one for each successful authorization. */
@Component
class StartingHistoricalImport {
    private static final int DEFAULT_HISTORY_DAYS = 90;
    /** A provider's clock may be a little behind, and some refuse a period that ends in the future. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final ImportJobs jobs;
    private final ProviderProfiles profiles;
    private final Clock clock;

    StartingHistoricalImport(ImportJobs jobs, ProviderProfiles profiles, Clock clock) {
        this.jobs = jobs;
        this.profiles = profiles;
        this.clock = clock;
    }

    Mono<Void> start(Event<AuthorizationCreated> event) {
        AuthorizationCreated created = event.data();
        Instant end = clock.instant().minus(CLOCK_TOLERANCE).truncatedTo(ChronoUnit.SECONDS);
        return jobs.add(new NewImport(created.facilityId(), created.authorizationId(), created.providerId(),
                created.authMethod(), ImportKind.HISTORICAL, "authorized-" + created.attempt(),
                beginning(created.providerId(), end), end));
    }

    /** An import of recent data again, because somebody asked for it. */
    Mono<Void> again(UUID facilityId, LatestJob latest) {
        Instant end = clock.instant().minus(CLOCK_TOLERANCE).truncatedTo(ChronoUnit.SECONDS);
        return jobs.add(new NewImport(facilityId, latest.authorizationId(), latest.providerId(), latest.method(),
                ImportKind.INCREMENTAL, NewImport.keyOfPerson(end), beginning(latest.providerId(), end), end));
    }

    /** The beginning of the local day, so that no day is half. */
    private Instant beginning(String providerId, Instant end) {
        return profiles.find(providerId)
                .map(profile -> localMidnight(profile, end))
                .orElseGet(() -> end.minus(Duration.ofDays(DEFAULT_HISTORY_DAYS)));
    }

    private static Instant localMidnight(ProviderProfile profile, Instant end) {
        return end.atZone(profile.timeZone())
                .toLocalDate()
                .minusDays(profile.data().historyDays())
                .atStartOfDay(profile.timeZone())
                .toInstant();
    }
}
