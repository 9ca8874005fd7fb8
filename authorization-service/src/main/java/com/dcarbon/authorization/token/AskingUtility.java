// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.token.UtilitysRecord.Known;
import com.dcarbon.authorization.token.UtilitysRecord.Seen;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/** Reads back at the utility how an authorization stands there, since neither a refusal nor a notification proves it. */
@Component
class AskingUtility {
    private final ProviderProfiles profiles;
    private final Map<AuthMethod, UtilitysRecord> adapters = new EnumMap<>(AuthMethod.class);
    private final Clock clock;

    AskingUtility(ProviderProfiles profiles, List<UtilitysRecord> adapters, Clock clock) {
        this.profiles = profiles;
        this.clock = clock;
        adapters.forEach(adapter -> this.adapters.put(adapter.method(), adapter));
    }

    /**
     * What its record says; {@code Gone} if there is no record to read.
     *
     * @param stored the customer's tokens; null where the platform's own token opens the record
     */
    Mono<ProviderOutcome<Seen>> recordOf(Authorization authorization, @Nullable StoredTokens stored) {
        Optional<ProviderProfile> profile = profiles.find(authorization.utility().id());
        UtilitysRecord adapter = adapters.get(authorization.utility().method());
        return profile.isEmpty() || adapter == null
                ? Mono.just(ProviderOutcome.failed(new ProviderTrouble.Gone("no record to read")))
                : adapter.read(profile.get(), known(profile.get(), authorization, stored));
    }

    private Known known(ProviderProfile profile, Authorization authorization, @Nullable StoredTokens stored) {
        String authId = authorization.authId();
        return stored == null
                ? new Known(null, authId, null)
                : new Known(address(profile, stored), authId, usable(stored));
    }

    private @Nullable URI address(ProviderProfile profile, StoredTokens stored) {
        URI address = stored.locations().authorizationUri();
        return address != null && profiles.hosts(profile).allows(address) ? address : null;
    }

    private @Nullable String usable(StoredTokens stored) {
        return stored.areUsable(null, clock.instant()) ? stored.tokens().accessToken() : null;
    }
}
