// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * To which addresses a provider's adapter may speak: https, and only hosts that the profile names. Links in a feed or a
 * token answer are checked with it before anyone follows them, so that no provider can point us at another system.
 */
public final class ProviderHosts {
    private final boolean allowPlainHttp;
    private final Set<String> hosts = new HashSet<>();

    ProviderHosts(ProviderProfile profile, boolean allowPlainHttp) {
        this.allowPlainHttp = allowPlainHttp;
        endpoints(profile).forEach(endpoint -> hosts.add(hostAndPort(endpoint)));
        profile.data().hosts().forEach(host -> hosts.add(withPort(host)));
    }

    /** The addresses that the profile itself names. */
    static List<URI> endpoints(ProviderProfile profile) {
        ProviderProfile.OAuth oauth = profile.oauth();
        Stream<@Nullable URI> ofOauth = oauth == null
                ? Stream.empty()
                : Stream.of(oauth.authorizationEndpoint(), oauth.tokenEndpoint(), oauth.revocationEndpoint());
        return Stream.concat(Stream.of(profile.data().resourceBase()), ofOauth.filter(Objects::nonNull)).toList();
    }

    /** Whether the address is absolute, secure enough and on one of the provider's hosts. */
    public boolean allows(URI address) {
        return secureEnough(address) && address.getUserInfo() == null && hosts.contains(hostAndPort(address));
    }

    boolean secureEnough(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        return address.getHost() != null && (scheme.equals("https") || allowPlainHttp && scheme.equals("http"));
    }

    private static String withPort(String host) {
        return host.contains(":") ? host.toLowerCase(Locale.ROOT) : host.toLowerCase(Locale.ROOT) + ":443";
    }

    private static String hostAndPort(URI address) {
        int port = address.getPort() >= 0 ? address.getPort() : "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
        return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
