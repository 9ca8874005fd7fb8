// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.authorization.token.UtilitysRecord;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/** Reads an authorization at UtilityAPI, as far as a test of what follows from it needs it. */
@Component
class UtilityApiRecordStub implements UtilitysRecord {
    private final WebClient http = WebClient.create();

    @Override
    public AuthMethod method() {
        return AuthMethod.UTILITY_API;
    }

    @Override
    public URI addressOf(ProviderProfile profile, String authId) {
        return URI.create(profile.data().resourceBase() + "/authorizations/" + authId);
    }

    @Override
    public Mono<ProviderOutcome<Standing>> read(ProviderProfile profile, URI address, @Nullable String accessToken) {
        return http.get().uri(address).exchangeToMono(response -> response.releaseBody()
                .thenReturn(switch (response.statusCode().value()) {
                    case 200 -> ProviderOutcome.succeeded(Standing.ACTIVE);
                    case 401 -> ProviderOutcome.<Standing>failed(new ProviderTrouble.Misconfigured("status 401"));
                    default -> ProviderOutcome.<Standing>failed(new ProviderTrouble.Unavailable("status", null));
                })).timeout(Duration.ofSeconds(5));
    }
}
