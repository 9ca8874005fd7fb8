// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.token.UtilitysRecord;
import com.dcarbon.authorization.utilityapi.AccountLine.Call;
import com.dcarbon.authorization.utilityapi.rules.AuthorizationObject;
import com.dcarbon.authorization.utilityapi.rules.RecordReading;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/** The authorization object. One that is not there proves nothing: it may be another account's, by a mistake of ours. */
@Component
class UtilityApiRecord implements UtilitysRecord {
    private final Accounts accounts;
    private final AccountLine line;

    UtilityApiRecord(Accounts accounts, AccountLine line) {
        this.accounts = accounts;
        this.line = line;
    }

    @Override
    public AuthMethod method() {
        return AuthMethod.UTILITY_API;
    }

    @Override
    public Mono<ProviderOutcome<Seen>> read(ProviderProfile profile, Known known) {
        String authId = known.authId();
        if (authId == null) {
            return Mono.just(ProviderOutcome.failed(new ProviderTrouble.Gone("no record to read")));
        }
        Account account = accounts.of(profile);
        var call = Call.get(account, profile.id(), "authorization_read",
                UtilityApiAddresses.path(account, "authorizations", authId));
        return line.ask(call, node -> AuthorizationObject.read(node).map(RecordReading::of)
                .orElseGet(() -> AccountLine.malformed("no authorization")));
    }
}
