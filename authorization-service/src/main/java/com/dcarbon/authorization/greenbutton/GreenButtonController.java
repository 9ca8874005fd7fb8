// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.util.UUID;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.authorization.portal.PortalMemory;
import com.dcarbon.authorization.session.ConsentCalls;
import com.dcarbon.authorization.session.SessionView;
import com.dcarbon.authorization.session.StartAnswer;
import com.dcarbon.authorization.session.StartRequest;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.security.Caller;
import com.dcarbon.platform.security.ClientAddress;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** Green Button over HTTP: start, the browser's return, status. */
@RestController
@Tag(name = "Green Button")
class GreenButtonController {
    private static final AuthMethod METHOD = AuthMethod.GREEN_BUTTON;

    private final ConsentCalls calls;
    private final PortalMemory portal;

    GreenButtonController(ConsentCalls calls, PortalMemory portal) {
        this.calls = calls;
        this.portal = portal;
    }

    @PostMapping("/green-button/start")
    @Operation(summary = "Start a Green Button authorization", description = "For whoever may authorize the facility. Send it with credentials: the answer sets a cookie that ties this browser to the session, then take the browser to redirectUrl. A new start takes the place of the facility's older session. Refusals: 403 operator_must_authorize, 409 already_authorized, 409 use_provider_change, 400 unknown_provider. A customer who began at the utility (GET /green-button/portal) is started with portal_session, which ends what the portal remembered; 400 portal_session_invalid if it remembers nothing for this utility.")
    @ApiResponse(responseCode = "201", description = "The session is open for 30 minutes")
    Mono<ResponseEntity<StartAnswer>> start(Caller caller, @Valid @RequestBody StartRequest request,
            @Parameter(description = "The same key and body give the same session while it is open") @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Parameter(hidden = true) ServerHttpRequest browser) {
        return request.beganAtUtility()
                ? calls.startFromPortal(caller, request, METHOD, key,
                        Mono.fromSupplier(() -> portal.scopeFor(request.providerId(), browser.getCookies())),
                        portal.forget())
                : calls.start(caller, request, METHOD, key);
    }

    @GetMapping("/green-button/status")
    @Operation(summary = "How a session stands", description = "For who started it; everybody else gets 404.")
    Mono<SessionView> status(Caller caller, @RequestParam("sessionId") UUID sessionId) {
        return calls.status(sessionId, METHOD, caller);
    }

    @GetMapping("/green-button/callback/{provider_id}")
    @SecurityRequirements
    @Operation(summary = "The browser, back from the utility", description = "Needs no token: state and cookie tie it to a session. Answers 302 to the application's return page with sessionId, status and code, whatever happened.")
    @ApiResponse(responseCode = "302", description = "To the return page, with ?sessionId=&status=&code=")
    @Parameter(name = "code", in = ParameterIn.QUERY, description = "From the utility, on success")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "As the start gave it to the utility")
    @Parameter(name = "error", in = ParameterIn.QUERY, description = "From the utility, otherwise")
    Mono<ResponseEntity<Void>> callback(@PathVariable("provider_id") String providerId, ClientAddress address,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.callback(METHOD, providerId, request, address);
    }
}
