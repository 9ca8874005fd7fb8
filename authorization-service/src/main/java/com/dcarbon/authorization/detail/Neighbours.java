// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The services that know a part of an authorization, asked all at once. */
@Component
class Neighbours {
    /** As many meters as a list can have on one page. */
    private static final int METERS = 500;
    private static final int AUDIT_ENTRIES = 50;
    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    private final DetailSettings settings;
    private final URI facilityUrl;
    private final Map<Part, Neighbour> neighbours = new EnumMap<>(Part.class);

    Neighbours(WebClient.Builder builder, DetailSettings settings, FacilityAddress facility, MeterRegistry metrics) {
        this.settings = settings;
        this.facilityUrl = facility.baseUrl();
        WebClient http = builder.clone().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
        for (Part part : Part.values()) {
            neighbours.put(part, new Neighbour(part, http, limit(part), settings.rest(), metrics));
        }
    }

    private Duration limit(Part part) {
        return switch (part) {
            case FACILITY -> settings.facilityTimeout();
            case METERS -> settings.metersTimeout();
            case INTERVAL_SUMMARY -> settings.summaryTimeout();
            case AUDIT_LOG -> settings.auditTimeout();
        };
    }

    /**
     * Every part, as the caller may see it.
     *
     * @param withAudit whether the caller may see the audit log
     */
    Mono<Parts> tell(UUID authorizationId, UUID facilityId, boolean withAudit) {
        return callersToken().flatMap(token -> Flux.fromArray(Part.values())
                .flatMap(part -> part == Part.AUDIT_LOG && !withAudit
                        ? Mono.just(Told.withheld(part))
                        : Objects.requireNonNull(neighbours.get(part)).ask(address(part, authorizationId, facilityId),
                                token))
                .collectList()
                .map(Parts::of));
    }

    private URI address(Part part, UUID authorizationId, UUID facilityId) {
        return switch (part) {
            case FACILITY -> at(facilityUrl, "/facilities/" + facilityId).build().toUri();
            case METERS -> at(settings.ingestionUrl(), "/meters").queryParam("authorization", authorizationId)
                    .queryParam("limit", METERS).build().toUri();
            case INTERVAL_SUMMARY -> at(settings.ingestionUrl(), "/intervals/summary")
                    .queryParam("authorization", authorizationId).build().toUri();
            case AUDIT_LOG -> at(settings.auditUrl(), "/audit-logs").queryParam("authorization_id", authorizationId)
                    .queryParam("limit", AUDIT_ENTRIES).build().toUri();
        };
    }

    private static UriComponentsBuilder at(URI base, String path) {
        return UriComponentsBuilder.fromUri(base).path(path);
    }

    private static Mono<String> callersToken() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .ofType(JwtAuthenticationToken.class)
                .map(authentication -> authentication.getToken().getTokenValue())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no caller")));
    }
}
