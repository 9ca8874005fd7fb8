// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.util.Locale;
import java.util.Objects;

import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;

import com.dcarbon.authorization.revocation.RevocationAtUtility.Done;
import com.dcarbon.authorization.revocation.TokensAtUtility;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;

import reactor.core.publisher.Mono;

/** Revokes tokens at the endpoint of RFC 7009, where a profile names one. */
@Component
class GreenButtonTokens implements TokensAtUtility {
    private final TokenEndpoint endpoint;

    GreenButtonTokens(TokenEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public AuthMethod method() {
        return AuthMethod.GREEN_BUTTON;
    }

    @Override
    public boolean isOffered(ProviderProfile profile) {
        return profile.requiredOauth().revocationEndpoint() != null;
    }

    @Override
    public Mono<ProviderOutcome<Done>> revoke(ProviderProfile profile, Kind kind, String token) {
        var form = new LinkedMultiValueMap<String, String>();
        form.set("token", token);
        form.set("token_type_hint", kind.name().toLowerCase(Locale.ROOT));
        return endpoint.postTo(Objects.requireNonNull(profile.requiredOauth().revocationEndpoint()), profile,
                "token_revocation", form, RevocationAnswers::meaning);
    }
}
