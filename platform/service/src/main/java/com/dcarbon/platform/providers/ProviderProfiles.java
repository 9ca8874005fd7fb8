// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All provider profiles, read once at start. */
public final class ProviderProfiles {
    private final Map<String, ProviderProfile> profiles;
    private final boolean allowPlainHttp;

    ProviderProfiles(List<ProviderProfile> profiles, boolean allowPlainHttp) {
        this.profiles = profiles.stream().collect(Collectors.toMap(ProviderProfile::id, Function.identity()));
        this.allowPlainHttp = allowPlainHttp;
    }

    public Optional<ProviderProfile> find(String id) {
        return Optional.ofNullable(profiles.get(id));
    }

    /** In the order of the catalogue. */
    public List<ProviderProfile> all() {
        return profiles.values().stream()
                .sorted(Comparator.comparingInt(ProviderProfile::order).thenComparing(ProviderProfile::name))
                .toList();
    }

    /** To which addresses the provider's adapter may speak. */
    public ProviderHosts hosts(ProviderProfile profile) {
        return new ProviderHosts(profile, allowPlainHttp);
    }
}
