// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.time.Clock;

import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;

import com.dcarbon.authorization.token.TokenRefresh;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.RefreshScope;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Mono;

/** The refresh grant (RFC 6749, section 6), with the granted scope where the custodian wants to see it. */
@Component
class GreenButtonRefresh implements TokenRefresh {
    private final TokenEndpoint endpoint;
    private final ProviderProfiles profiles;
    private final Clock clock;

    GreenButtonRefresh(TokenEndpoint endpoint, ProviderProfiles profiles, Clock clock) {
        this.endpoint = endpoint;
        this.profiles = profiles;
        this.clock = clock;
    }

    @Override
    public AuthMethod method() {
        return AuthMethod.GREEN_BUTTON;
    }

    @Override
    public Mono<ProviderOutcome<TokenSet>> refresh(ProviderProfile profile, RefreshRequest request) {
        var form = new LinkedMultiValueMap<String, String>();
        form.set("grant_type", "refresh_token");
        form.set("refresh_token", request.refreshToken());
        String scope = request.scope();
        if (profile.requiredOauth().refreshScope() == RefreshScope.GRANTED && scope != null) {
            form.set("scope", scope);
        }
        var answers = new TokenAnswers(profiles.hosts(profile)::allows);
        return endpoint.post(profile, "token_refresh", form, raw -> answers.toRefresh(raw, clock.instant()));
    }
}
