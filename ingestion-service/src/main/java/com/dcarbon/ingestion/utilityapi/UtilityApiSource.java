// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.ingestion.access.AccessAnswer;
import com.dcarbon.ingestion.access.AccessGrant;
import com.dcarbon.ingestion.access.AccessGrants;
import com.dcarbon.ingestion.line.Spooling;
import com.dcarbon.ingestion.source.DataRequest;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.MeterData;
import com.dcarbon.ingestion.source.MeterDataSource;
import com.dcarbon.ingestion.source.ReceivedDocument;
import com.dcarbon.ingestion.source.SpoolFolder;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Meter data of utilities that UtilityAPI reaches for us. */
@Component
class UtilityApiSource implements MeterDataSource {
    private final ProviderProfiles profiles;
    private final AccessGrants grants;
    private final Spooling spooling;
    private final MeterListing listing;
    private final ReadingBack readingBack;
    private final Collecting collecting;
    private final Monitoring monitoring;
    private final Intervals intervals;

    /** What reading intervals needs. */
    @Component
    record Intervals(UtilityApiClient client, Stops stops, JsonMapper json, ProviderProfiles profiles,
            UtilityApiSettings settings) {

        Mono<MeterData> of(Errand errand, List<ApiMeter> meters, List<ApiMeter> others) {
            var documents = new Documents(profiles.hosts(errand.profile()), settings.maxDocuments());
            var taken = new TakenIntervals(errand, meters, others, json);
            return new IntervalReading(client, stops, documents, errand, meters, taken).run();
        }

        MeterData again(Errand errand, KeptDocuments kept) throws IOException {
            return kept.read(errand, json);
        }
    }

    UtilityApiSource(ProviderProfiles profiles, AccessGrants grants, Spooling spooling, MeterListing listing,
            ReadingBack readingBack, Collecting collecting, Monitoring monitoring, Intervals intervals) {
        this.profiles = profiles;
        this.grants = grants;
        this.spooling = spooling;
        this.listing = listing;
        this.readingBack = readingBack;
        this.collecting = collecting;
        this.monitoring = monitoring;
        this.intervals = intervals;
    }

    @Override
    public String name() {
        return AuthMethod.UTILITY_API.wire();
    }

    @Override
    public Mono<FetchOutcome> fetch(DataRequest request) {
        Optional<ProviderProfile> profile = profiles.find(request.providerId());
        return profile.isEmpty() || profile.get().method() != AuthMethod.UTILITY_API
                ? failed(FetchFailure.PROVIDER_UNKNOWN, "no such profile: " + request.providerId())
                : grants.of(request.authorizationId()).flatMap(answer -> withAccess(request, profile.get(), answer));
    }

    @Override
    public Optional<String> obstacle(List<String> documents) {
        return KeptDocuments.haveIntervals(documents)
                ? Optional.empty()
                : Optional.of("No readings are among the documents that are kept of this import.");
    }

    /** Asks nobody, so that nothing is collected, switched on or paid. */
    @Override
    public Mono<FetchOutcome> replay(DataRequest request, SpoolFolder folder, List<ReceivedDocument> documents) {
        Optional<ProviderProfile> profile = profiles.find(request.providerId());
        if (profile.isEmpty() || profile.get().method() != AuthMethod.UTILITY_API) {
            return failed(FetchFailure.PROVIDER_UNKNOWN, "no such profile: " + request.providerId());
        }
        KeptDocuments kept = KeptDocuments.of(documents);
        var errand = new Errand(profile.get(), kept.authorizationUid(), request, folder, new Notes());
        return Mono.<FetchOutcome>fromCallable(() -> new FetchOutcome.Complete(intervals.again(errand, kept)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<FetchOutcome> withAccess(DataRequest request, ProviderProfile profile, AccessAnswer answer) {
        return switch (answer) {
            case AccessAnswer.Granted(AccessGrant grant) -> fetch(request, profile, grant.authId());
            case AccessAnswer.NotActive _ -> failed(FetchFailure.AUTHORIZATION_NOT_ACTIVE, "not active");
            case AccessAnswer.Unavailable(String detail) -> Mono
                    .just(new FetchOutcome.Hindered(FetchFailure.TOKEN_UNAVAILABLE, detail));
        };
    }

    private Mono<FetchOutcome> fetch(DataRequest request, ProviderProfile profile, @Nullable String uid) {
        return uid == null
                ? failed(FetchFailure.PROTOCOL_ERROR, "the authorization has no name at the provider")
                : spooling.into(folder -> fetch(new Errand(profile, uid, request, folder, new Notes())));
    }

    private Mono<FetchOutcome> fetch(Errand errand) {
        return listing.of(errand)
                .flatMap(listed -> listed.isEmpty() ? listedAfterAll(errand) : Mono.just(listed))
                .flatMap(listed -> listing.compared(errand, listed))
                .flatMap(listed -> listed.isEmpty()
                        ? read(errand, List.of(), List.of())
                        : fetch(errand, listed));
    }

    /** The meters may have been found between the answer without meters and the one that tells that all is done. */
    private Mono<List<ApiMeter>> listedAfterAll(Errand errand) {
        return readingBack.requireSound(errand).then(Mono.defer(() -> listing.of(errand)));
    }

    private Mono<FetchOutcome> fetch(Errand errand, List<ApiMeter> listed) {
        List<ApiMeter> usable = usable(errand, listed);
        List<ApiMeter> others = new ArrayList<>(listed);
        others.removeAll(usable);
        return collecting.readable(errand, usable)
                .flatMap(meters -> monitoring.ensure(errand, meters).thenReturn(meters))
                .flatMap(meters -> read(errand, meters, others));
    }

    private Mono<FetchOutcome> read(Errand errand, List<ApiMeter> meters, List<ApiMeter> others) {
        return Mono.defer(() -> intervals.of(errand, meters, others)).map(FetchOutcome.Complete::new);
    }

    static List<ApiMeter> usable(Errand errand, List<ApiMeter> listed) {
        return listed.stream().filter(meter -> isUsable(errand, meter)).toList();
    }

    private static boolean isUsable(Errand errand, ApiMeter meter) {
        if (meter.archived()) {
            errand.notes().accept("archived");
            return false;
        }
        if (!meter.isElectric()) {
            errand.notes().accept("not_electric");
        }
        return meter.isElectric();
    }

    private static Mono<FetchOutcome> failed(FetchFailure reason, String detail) {
        return Mono.just(new FetchOutcome.Failed(reason, detail, null));
    }
}
