// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.time.Clock;

import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;

import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;

import reactor.core.publisher.Mono;

/** The client's own tokens (RFC 6749, section 4.4), which custodians want to see for what is no customer's data. */
@Component
class ClientTokens {
    private final TokenEndpoint tokenEndpoint;
    private final Clock clock;

    ClientTokens(TokenEndpoint tokenEndpoint, Clock clock) {
        this.tokenEndpoint = tokenEndpoint;
        this.clock = clock;
    }

    /** A new one; {@code Gone} where a custodian gives none. */
    Mono<ProviderOutcome<TokenSet>> of(ProviderProfile profile) {
        var form = new LinkedMultiValueMap<String, String>();
        form.set("grant_type", "client_credentials");
        var answers = new TokenAnswers(_ -> false);
        return tokenEndpoint.post(profile, "client_token", form, raw -> answers.toClientToken(raw, clock.instant()));
    }
}
