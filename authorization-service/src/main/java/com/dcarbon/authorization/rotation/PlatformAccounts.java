// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.rotation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.token.rules.Fingerprint;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.Secrets;

/** The platform's accounts, as the profiles name them, and what is behind their secret references just now. */
@Component
class PlatformAccounts {
    private final List<PlatformAccount> accounts;
    private final Secrets secrets;

    PlatformAccounts(ProviderProfiles profiles, Secrets secrets) {
        this.accounts = profiles.all().stream()
                .filter(profile -> profile.method() == AuthMethod.UTILITY_API)
                .collect(Collectors.groupingBy(profile -> profile.requiredUtilityApi().account()))
                .entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> account(entry.getKey(), entry.getValue()))
                .toList();
        this.secrets = secrets;
    }

    private static PlatformAccount account(String name, List<ProviderProfile> profiles) {
        return new PlatformAccount(name, profiles.getFirst().requiredUtilityApi().token(),
                profiles.stream().map(ProviderProfile::id).toList());
    }

    List<PlatformAccount> all() {
        return accounts;
    }

    /**
     * The SHA-256 of the account's present token, which is read anew each time. May block.
     *
     * @throws com.dcarbon.platform.providers.InvalidProfileException if there is none
     */
    String fingerprint(PlatformAccount account) {
        return Fingerprint.of(secrets.resolve(account.tokenReference()));
    }
}
