// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.revocation.RevocationAtUtility;
import com.dcarbon.authorization.utilityapi.AccountLine.Call;
import com.dcarbon.authorization.utilityapi.rules.AuthorizationObject;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Revokes at UtilityAPI, which then deletes login, meters and data, and ends what it charges for them. */
@Component
class UtilityApiRevocation implements RevocationAtUtility {
    private final Accounts accounts;
    private final AccountLine line;

    UtilityApiRevocation(Accounts accounts, AccountLine line) {
        this.accounts = accounts;
        this.line = line;
    }

    @Override
    public AuthMethod method() {
        return AuthMethod.UTILITY_API;
    }

    @Override
    public Mono<ProviderOutcome<Done>> revoke(ProviderProfile profile, Target target) {
        String authId = target.authId();
        if (authId == null) {
            return Mono.just(ProviderOutcome.failed(new ProviderTrouble.Gone("nothing to revoke")));
        }
        Account account = accounts.of(profile);
        var call = new Call(account, profile.id(), "authorization_revoke", HttpMethod.POST,
                UtilityApiAddresses.path(account, "authorizations", authId, "revoke"), null);
        return line.ask(call, UtilityApiRevocation::done).map(UtilityApiRevocation::orGoneBefore);
    }

    private static ProviderOutcome<Done> done(JsonNode node) {
        return AuthorizationObject.read(node).filter(AuthorizationObject::revoked).isPresent()
                ? ProviderOutcome.succeeded(Done.DONE)
                : AccountLine.malformed("not revoked");
    }

    private static ProviderOutcome<Done> orGoneBefore(ProviderOutcome<Done> outcome) {
        return outcome instanceof ProviderOutcome.Failed<Done>(ProviderTrouble.Gone(String detail))
                ? ProviderOutcome.failed(new ProviderTrouble.Revoked(detail))
                : outcome;
    }
}
