// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.ingestion.access.AccessAnswer;
import com.dcarbon.ingestion.access.AccessGrant;
import com.dcarbon.ingestion.access.AccessGrants;
import com.dcarbon.ingestion.line.Spooling;
import com.dcarbon.ingestion.source.DataRequest;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.MeterDataSource;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Mono;

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
