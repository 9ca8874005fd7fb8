// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.portal;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.portal.rules.PortalScope;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.problem.InvalidField;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The address to which utilities send customers who found us in their list of third parties (NAESB REQ.21). */
@RestController
@Tag(name = "Green Button")
class PortalController {
    private static final Logger LOG = LoggerFactory.getLogger(PortalController.class);

    private final ProviderProfiles profiles;
    private final PortalMemory memory;
    private final Optional<URI> page;

    PortalController(ProviderProfiles profiles, PortalMemory memory, PortalSettings settings) {
        this.profiles = profiles;
        this.memory = memory;
        this.page = Optional.ofNullable(settings.portalUrl());
    }

    @GetMapping("/green-button/portal")
    @SecurityRequirements
    @Operation(operationId = "openPortal", summary = "A customer who began at the utility", description = "For the browser, sent by a utility whose list of third parties names us. What the utility sends along is kept in a sealed cookie for an hour; then the browser goes to the application's page with provider_id, where the person signs in and chooses a facility. The start that follows says \"portal_session\": true. 400 for a ThirdPartyID that no utility has for us, and for anything but an ESPI scope.")
    @ApiResponse(responseCode = "302", description = "To the application's page, with ?provider_id=")
    @Parameter(name = "scope", in = ParameterIn.QUERY, required = true, description = "The ESPI scope string that the utility wants to be asked for")
    @Parameter(name = "ThirdPartyID", in = ParameterIn.QUERY, required = true, description = "Who we are in the utility's list")
    ResponseEntity<Void> open(@Parameter(hidden = true) ServerHttpRequest request) {
        URI target = page.orElseThrow(() -> ProblemException.notFound("The portal"));
        String scope = scope(request.getQueryParams());
        List<String> providers = providers(request.getQueryParams());
        LOG.atInfo().addKeyValue("provider_id", String.join(",", providers)).log("a utility sent a customer");
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(page(target, providers))
                .header(HttpHeaders.SET_COOKIE, memory.remember(providers, scope).toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static String scope(MultiValueMap<String, String> query) {
        return only(query, "scope").filter(PortalScope::isValid)
                .orElseThrow(() -> ProblemException.invalidField("scope", "must be one ESPI scope string"));
    }

    private List<String> providers(MultiValueMap<String, String> query) {
        String thirdParty = only(query, "ThirdPartyID")
                .orElseThrow(() -> ProblemException.invalidField("ThirdPartyID", "must be there once"));
        List<String> known = profiles.all().stream()
                .filter(profile -> profile.method() == AuthMethod.GREEN_BUTTON)
                .filter(profile -> profile.requiredOauth().knownAs().equals(thirdParty))
                .map(ProviderProfile::id)
                .toList();
        if (known.isEmpty()) {
            throw new ProblemException(AuthorizationProblem.UNKNOWN_PROVIDER, "No utility knows us by that name.")
                    .withFields(List.of(new InvalidField("ThirdPartyID", "is not known")));
        }
        return known;
    }

    private static Optional<String> only(MultiValueMap<String, String> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.ofNullable(values.getFirst()) : Optional.empty();
    }

    /** Nothing of the request is in it but which of our utilities it is. */
    private static URI page(URI target, List<String> providers) {
        var address = UriComponentsBuilder.fromUri(target);
        return providers.size() == 1
                ? address.queryParam("provider_id", providers.getFirst()).build().toUri()
                : target;
    }

    @GetMapping("/green-button/portal/session")
    @Operation(operationId = "readPortalSession", summary = "Which utility sent this browser", description = "For anybody signed in; call it with credentials. 404 if the browser was not sent by a utility, or too long ago.")
    PortalView session(Caller caller, @Parameter(hidden = true) ServerHttpRequest request) {
        return memory.recall(request.getCookies()).map(this::view)
                .orElseThrow(() -> ProblemException.notFound("The portal session"));
    }

    private PortalView view(PortalSession session) {
        List<PortalView.Provider> providers = session.providerIds().stream()
                .flatMap(id -> profiles.find(id).stream())
                .map(profile -> new PortalView.Provider(profile.id(), profile.name()))
                .toList();
        return new PortalView(providers, session.scope(), session.expiresAt());
    }
}
