// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.ssl.SslContext;
import reactor.netty.http.client.HttpClient;

/**
 * Connections to utilities as their profiles want them: with our certificate where one is wanted (RFC 8705), at every
 * call, and believing the authorities that the profile names. Made once at start, so that a certificate that cannot be
 * used stops the start and not a customer. Only with addresses on the internet, unless the settings say otherwise. When each certificate ends is the gauge
 * {@code dcarbon.provider.certificate.expires} (seconds since 1970, tag {@code provider}).
 */
public final class ProviderConnections {
    private final Map<String, SslContext> contexts;
    private final boolean mayBeInside;

    ProviderConnections(ProviderProfiles profiles, Secrets secrets, MeterRegistry metrics, boolean mayBeInside) {
        this.mayBeInside = mayBeInside;
        Map<String, ProviderTls> tls = profiles.all().stream()
                .filter(profile -> profile.oauth() != null)
                .filter(profile -> ProviderTls.isOwn(profile.requiredOauth()))
                .collect(
                        Collectors.toUnmodifiableMap(ProviderProfile::id, profile -> ProviderTls.of(profile, secrets)));
        tls.forEach((id, own) -> own.expires().ifPresent(end -> Gauge
                .builder("dcarbon.provider.certificate.expires", end, instant -> instant.getEpochSecond())
                .tag("provider", id).strongReference(true).register(metrics)));
        this.contexts = tls.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
                entry -> entry.getValue().context()));
    }

    /** The client as that utility's connections need it. */
    public HttpClient to(ProviderProfile profile, HttpClient http) {
        SslContext own = contexts.get(profile.id());
        HttpClient guarded = outside(http);
        return own == null ? guarded : guarded.secure(spec -> spec.sslContext(Objects.requireNonNull(own)));
    }

    /** The client for what several utilities share. */
    public HttpClient outside(HttpClient http) {
        return mayBeInside
                ? http
                : http.resolvedAddressesSelector((_, resolved) -> PublicAddresses.among(resolved));
    }
}
