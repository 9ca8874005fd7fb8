// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;

import reactor.core.publisher.Mono;

/** How tokens are refreshed at a provider; each method's adapter implements it. */
public interface TokenRefresh {

    AuthMethod method();

    /** Never fails: what goes wrong is an answer too. */
    Mono<ProviderOutcome<TokenSet>> refresh(ProviderProfile profile, RefreshRequest request);

    /**
     * What is needed for it.
     *
     * @param scope the granted scope, for utilities that want to see it again; null if none is known
     * @param record the address of the utility's own record of the authorization, which tells what a refusal may not;
     *     or null
     * @param attempt by which its answer is known until it is committed; null where the answer is of use only at once
     */
    record RefreshRequest(String refreshToken, @Nullable String scope, @Nullable URI record,
            @Nullable Attempt attempt) {

        /** Where no record is to be asked, and what comes is not kept. */
        public RefreshRequest(String refreshToken, @Nullable String scope) {
            this(refreshToken, scope, null, null);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "RefreshRequest[]";
        }
    }
}
