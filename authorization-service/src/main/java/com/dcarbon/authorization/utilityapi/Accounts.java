// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.utilityapi.rules.WebhookSignature;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.UtilityApi;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.Secrets;

/** Our accounts at UtilityAPI, as the profiles name them. */
@Component
class Accounts {
    /** Secrets are resolved at the start, so that a missing one stops that and not a customer. */
    private final Map<String, Account> accounts = new TreeMap<>();

    /** @throws IllegalStateException if profiles of one account contradict each other */
    Accounts(ProviderProfiles profiles, Secrets secrets) {
        Map<String, List<ProviderProfile>> grouped = new TreeMap<>();
        profiles.all().stream().filter(profile -> profile.method() == AuthMethod.UTILITY_API)
                .forEach(profile -> grouped.computeIfAbsent(profile.requiredUtilityApi().account(),
                        _ -> new ArrayList<>()).add(profile));
        grouped.forEach((name, sharing) -> accounts.put(name, account(name, sharing, secrets)));
    }

    private static Account account(String name, List<ProviderProfile> sharing, Secrets secrets) {
        ProviderProfile first = sharing.getFirst();
        UtilityApi section = first.requiredUtilityApi();
        boolean agree = sharing.stream()
                .allMatch(profile -> profile.requiredUtilityApi().token().equals(section.token())
                        && Objects.equals(profile.requiredUtilityApi().webhookSecret(), section.webhookSecret())
                        && profile.data().resourceBase().equals(first.data().resourceBase()));
        if (!agree) {
            throw new IllegalStateException("the profiles of the account " + name
                    + " at UtilityAPI must name the same token, webhook_secret and resource_base");
        }
        String webhookSecret = section.webhookSecret();
        return new Account(name, first.data().resourceBase(), secrets.current(section.token()),
                webhookSecret == null ? null : secrets.resolve(webhookSecret),
                sharing.stream().mapToDouble(profile -> profile.limits().requestsPerSecond()).min().orElseThrow(),
                sharing.stream().map(ProviderProfile::id).toList());
    }

    List<Account> all() {
        return List.copyOf(accounts.values());
    }

    Optional<Account> find(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    /** @throws IllegalStateException if the profile is not reached by UtilityAPI */
    Account of(ProviderProfile profile) {
        return find(profile.requiredUtilityApi().account()).orElseThrow();
    }

    /** Whose webhook it is; several, where accounts share a secret. Every secret is tried, so that the time says nothing. */
    List<Account> signedBy(WebhookSignature signature, byte[] body) {
        return accounts.values().stream().filter(account -> matches(account.webhookSecret(), signature, body)).toList();
    }

    private static boolean matches(@Nullable String secret, WebhookSignature signature, byte[] body) {
        return secret != null && signature.matches(secret, body);
    }
}
