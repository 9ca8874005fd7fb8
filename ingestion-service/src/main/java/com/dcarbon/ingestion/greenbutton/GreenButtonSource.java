// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.ingestion.access.AccessAnswer;
import com.dcarbon.ingestion.access.AccessGrant;
import com.dcarbon.ingestion.access.AccessGrants;
import com.dcarbon.ingestion.espi.EspiFeed;
import com.dcarbon.ingestion.espi.MalformedFeedException;
import com.dcarbon.ingestion.espi.SpooledDocument;
import com.dcarbon.ingestion.feed.FeedImport;
import com.dcarbon.ingestion.line.Spooling;
import com.dcarbon.ingestion.source.DataRequest;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.MeterDataSource;
import com.dcarbon.ingestion.source.ReceivedDocument;
import com.dcarbon.ingestion.source.SpoolFolder;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Meter data of utilities that speak Green Button Connect My Data. */
@Component
@EnableConfigurationProperties(GreenButtonSettings.class)
class GreenButtonSource implements MeterDataSource {
    private final ProviderProfiles profiles;
    private final AccessGrants grants;
    private final Fetching.Tools tools;
    private final Spooling spooling;

    GreenButtonSource(ProviderProfiles profiles, AccessGrants grants, Fetching.Tools tools,
            Spooling spooling) {
        this.profiles = profiles;
        this.grants = grants;
        this.tools = tools;
        this.spooling = spooling;
    }

    @Override
    public String name() {
        return AuthMethod.GREEN_BUTTON.wire();
    }

    @Override
    public Mono<FetchOutcome> fetch(DataRequest request) {
        Optional<ProviderProfile> profile = profiles.find(request.providerId());
        return profile.isEmpty()
                ? failed(FetchFailure.PROVIDER_UNKNOWN, "no profile " + request.providerId())
                : grants.of(request.authorizationId()).flatMap(answer -> withAccess(request, profile.get(), answer));
    }

    @Override
    public Mono<FetchOutcome> replay(DataRequest request, SpoolFolder folder, List<ReceivedDocument> documents) {
        Optional<ProviderProfile> profile = profiles.find(request.providerId());
        return profile.isEmpty()
                ? failed(FetchFailure.PROVIDER_UNKNOWN, "no profile " + request.providerId())
                : Mono.<FetchOutcome>fromCallable(() -> read(profile.get(), folder, documents))
                        .subscribeOn(Schedulers.boundedElastic())
                        .onErrorResume(MalformedFeedException.class,
                                e -> failed(FetchFailure.MALFORMED_FEED, String.valueOf(e.getMessage())));
    }

    private static FetchOutcome read(ProviderProfile profile, SpoolFolder folder, List<ReceivedDocument> documents)
            throws IOException, MalformedFeedException {
        var feed = new EspiFeed();
        for (ReceivedDocument document : documents) {
            feed.add(new SpooledDocument(document.name(), document.file()));
        }
        return new FetchOutcome.Complete(FeedImport.of(feed, folder, profile.timeZone()));
    }

    private Mono<FetchOutcome> withAccess(DataRequest request, ProviderProfile profile, AccessAnswer answer) {
        return switch (answer) {
            case AccessAnswer.Granted(AccessGrant grant) when grant.resourceUri() == null -> failed(
                    FetchFailure.PROTOCOL_ERROR, "the token answer named no resource");
            case AccessAnswer.Granted(AccessGrant grant) -> spooling
                    .into(folder -> new Fetching(tools, profile, request, grant, folder).run());
            case AccessAnswer.NotActive inactive -> failed(FetchFailure.AUTHORIZATION_NOT_ACTIVE, "not active");
            case AccessAnswer.Unavailable(String detail) -> Mono
                    .just(new FetchOutcome.Hindered(FetchFailure.TOKEN_UNAVAILABLE, detail));
        };
    }

    private static Mono<FetchOutcome> failed(FetchFailure reason, String detail) {
        return Mono.just(new FetchOutcome.Failed(reason, detail, null));
    }
}
