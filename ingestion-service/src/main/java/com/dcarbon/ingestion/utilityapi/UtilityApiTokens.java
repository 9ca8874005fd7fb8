// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.Secrets;

/**
 * The tokens of our accounts at UtilityAPI, as they are now, for they are replaced now and then. One that
 * is missing at the start stops a process that would need it.
 */
@Component
class UtilityApiTokens {
    private final Map<String, Supplier<String>> byProvider;

    UtilityApiTokens(ProviderProfiles profiles, Secrets secrets) {
        this.byProvider = profiles.all()
                .stream()
                .filter(profile -> profile.method() == AuthMethod.UTILITY_API)
                .collect(Collectors.toUnmodifiableMap(ProviderProfile::id,
                        profile -> secrets.current(profile.requiredUtilityApi().token())));
    }

    String of(ProviderProfile profile) {
        return Objects.requireNonNull(byProvider.get(profile.id())).get();
    }
}
