// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.io.IOException;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.ingestion.access.AccessAnswer;
import com.dcarbon.ingestion.access.AccessGrant;
import com.dcarbon.ingestion.access.AccessGrants;
import com.dcarbon.ingestion.source.DataRequest;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.MeterDataSource;
import com.dcarbon.ingestion.source.SpoolFolder;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Meter data of utilities that speak Green Button Connect My Data. */
@Component
@EnableConfigurationProperties(GreenButtonSettings.class)
class GreenButtonSource implements MeterDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(GreenButtonSource.class);

    private final ProviderProfiles profiles;
    private final AccessGrants grants;
    private final Fetching.Tools tools;
    private final GreenButtonSettings settings;

    GreenButtonSource(ProviderProfiles profiles, AccessGrants grants, Fetching.Tools tools,
            GreenButtonSettings settings) {
        this.profiles = profiles;
        this.grants = grants;
        this.tools = tools;
        this.settings = settings;
    }

    @Override
    public AuthMethod method() {
        return AuthMethod.GREEN_BUTTON;
    }

    @Override
    public Mono<FetchOutcome> fetch(DataRequest request) {
        Optional<ProviderProfile> profile = profiles.find(request.providerId());
        return profile.isEmpty()
                ? failed(FetchFailure.PROVIDER_UNKNOWN, "no profile " + request.providerId())
                : grants.of(request.authorizationId()).flatMap(answer -> withAccess(request, profile.get(), answer));
    }

    private Mono<FetchOutcome> withAccess(DataRequest request, ProviderProfile profile, AccessAnswer answer) {
        return switch (answer) {
            case AccessAnswer.Granted(AccessGrant grant) when grant.resourceUri() == null -> failed(
                    FetchFailure.PROTOCOL_ERROR, "the token answer named no resource");
            case AccessAnswer.Granted(AccessGrant grant) -> fetch(request, profile, grant);
            case AccessAnswer.NotActive inactive -> failed(FetchFailure.AUTHORIZATION_NOT_ACTIVE, "not active");
            case AccessAnswer.Unavailable(String detail) -> Mono
                    .just(new FetchOutcome.Hindered(FetchFailure.TOKEN_UNAVAILABLE, detail));
        };
    }

    /** The folder outlives this only inside a complete outcome, with which it is closed. */
    private Mono<FetchOutcome> fetch(DataRequest request, ProviderProfile profile, AccessGrant grant) {
        return Mono.fromCallable(() -> SpoolFolder.in(settings.spoolDirectory()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(folder -> new Fetching(tools, profile, request, grant, folder).run()
                        .onErrorResume(StopFetching.class, stop -> Mono.just(stop.outcome()))
                        .doOnNext(outcome -> closeUnlessComplete(folder, outcome))
                        .doOnError(error -> close(folder))
                        .doOnCancel(() -> close(folder)));
    }

    private static void closeUnlessComplete(SpoolFolder folder, FetchOutcome outcome) {
        if (!(outcome instanceof FetchOutcome.Complete)) {
            close(folder);
        }
    }

    /** What cannot be removed now is removed by {@link SpoolCleanup}; the outcome stands. */
    private static void close(SpoolFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("temporary files of an import were not removed");
        }
    }

    private static Mono<FetchOutcome> failed(FetchFailure reason, String detail) {
        return Mono.just(new FetchOutcome.Failed(reason, detail, null));
    }
}
