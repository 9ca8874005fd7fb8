// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the gateway stands in its surroundings.
 *
 * @param publicUrl the address under which callers reach the gateway; https makes it send HSTS
 * @param allowedOrigins the application's origins, each exactly {@code scheme://host[:port]}
 * @param trustedProxies how many proxies stand before the gateway, each of which appends to {@code X-Forwarded-For}
 * @param services where each service is
 * @param limits sizes of what a caller may send, and how long that may take
 * @param rates how many requests a caller may make
 * @param timeouts how long a service may take until its answer begins
 * @param breaker when a service counts as away
 */
@Validated
@ConfigurationProperties("dcarbon.gateway")
public record GatewaySettings(@NotNull URI publicUrl, @DefaultValue List<String> allowedOrigins,
        @DefaultValue("0") @Min(0) @Max(10) int trustedProxies, @DefaultValue Map<Service, URI> services,
        @DefaultValue Limits limits, @DefaultValue @Valid Rates rates, @DefaultValue Timeouts timeouts,
        @DefaultValue Breaker breaker) {

    public GatewaySettings {
        allowedOrigins.forEach(GatewaySettings::requireOrigin);
        Set<Service> missing = EnumSet.allOf(Service.class);
        missing.removeAll(services.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("dcarbon.gateway.services lacks " + missing);
        }
    }

    /** The base address of a service. */
    public URI baseUrl(Service service) {
        return Objects.requireNonNull(services.get(service));
    }

    /** Whether callers come by https, so that the browser may be told to insist on it. */
    public boolean isHttps() {
        return "https".equals(publicUrl.getScheme());
    }

    private static void requireOrigin(String origin) {
        if (!origin.matches("https?://[^/*?#@\\s]+")) {
            throw new IllegalArgumentException(
                    "dcarbon.gateway.allowed-origins: '" + origin + "' is not of the form scheme://host[:port]");
        }
    }

    /**
     * Sizes of what a caller may send, and how long that may take.
     *
     * @param headers all header lines together
     * @param address path and query
     * @param body of an ordinary call
     * @param upload body of a call that uploads a file
     * @param bodyTime within which the body of an ordinary call must be here
     * @param uploadTime within which a file must be here
     */
    public record Limits(@DefaultValue("16KB") DataSize headers, @DefaultValue("8KB") DataSize address,
            @DefaultValue("1MB") DataSize body, @DefaultValue("256MB") DataSize upload,
            @DefaultValue("30s") Duration bodyTime, @DefaultValue("30m") Duration uploadTime) {}

    /**
     * How many requests a caller may make in a minute, all at once if need be; what was used comes back evenly over that
     * minute. Counted in the memory of this process: with several replicas a caller may make as many at each.
     *
     * @param perUser of one person, by the token's {@code sub}
     * @param perAddress from one address (IPv6: from one /64), whoever makes them
     * @param guarded from one address to calls whose secret somebody could try to guess: links of invitations and files,
     *     and returns from a utility
     * @param callers of how many callers of each kind this is remembered; who called least is forgotten first
     */
    public record Rates(@DefaultValue("1200") @Min(1) long perUser, @DefaultValue("6000") @Min(1) long perAddress,
            @DefaultValue("60") @Min(1) long guarded, @DefaultValue("100000") @Min(1000) long callers) {}

    /**
     * How long a service may take until its answer begins; exports, uploads and event streams have no limit.
     *
     * @param ordinary most calls
     * @param provider calls during which the service itself asks a utility
     */
    public record Timeouts(@DefaultValue("10s") Duration ordinary, @DefaultValue("75s") Duration provider) {}

    /**
     * When a service counts as away.
     *
     * @param window how many of the latest calls are looked at
     * @param minimumCalls how many there must be before any judgement
     * @param failureRate percentage of calls without an answer from which on it is away
     * @param openFor how long it is left alone then
     * @param probes how many calls are let through afterwards to see whether it is back
     */
    public record Breaker(@DefaultValue("20") @Min(1) int window, @DefaultValue("5") @Min(1) int minimumCalls,
            @DefaultValue("50") @Min(1) @Max(100) float failureRate, @DefaultValue("5s") Duration openFor,
            @DefaultValue("3") @Min(1) int probes) {}
}
