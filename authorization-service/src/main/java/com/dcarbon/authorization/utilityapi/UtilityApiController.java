// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.util.UUID;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

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

/** UtilityAPI over HTTP: start, the browser's return, status. */
@RestController
@Tag(name = "UtilityAPI")
class UtilityApiController {
    private static final AuthMethod METHOD = AuthMethod.UTILITY_API;

    private final ConsentCalls calls;

    UtilityApiController(ConsentCalls calls) {
        this.calls = calls;
    }

    @PostMapping("/utility-api/start")
    @Operation(operationId = "startUtilityApi", summary = "Start an authorization through UtilityAPI", description = "The same as a Green Button start, for utilities of the list utility_api: UtilityAPI makes a form with the utility chosen already, and redirectUrl is its address; one that the facility authorized before is renewed by it. Send it with credentials. Refusals: 403 operator_must_authorize, 409 already_authorized, 409 use_provider_change, 400 unknown_provider, 429 wait_before_retry after three refused logins in a row, and, while UtilityAPI makes no form, 503 provider_unavailable or provider_misconfigured with Retry-After; no session is open then.")
    @ApiResponse(responseCode = "201", description = "The session is open for 30 minutes, until the customer comes back")
    Mono<ResponseEntity<StartAnswer>> start(Caller caller, @Valid @RequestBody StartRequest request,
            @Parameter(description = "The same key and body give the same session while it is open") @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return calls.start(caller, request, METHOD, key);
    }

    @GetMapping("/utility-api/status")
    @Operation(operationId = "utilityApiStatus", summary = "How a session stands", description = "For who started it; everybody else gets 404. After the customer came back it may be pending for hours, while UtilityAPI works.")
    Mono<SessionView> status(Caller caller, @RequestParam("sessionId") UUID sessionId) {
        return calls.status(sessionId, METHOD, caller);
    }

    @GetMapping("/utility-api/callback")
    @SecurityRequirements
    @Operation(operationId = "utilityApiCallback", summary = "The browser, back from UtilityAPI's form", description = "Needs no token: state and cookie tie it to a session. Answers 302 to the application's return page with sessionId, status and code, whatever happened; status pending means that UtilityAPI works on it, and the browser is not needed any more.")
    @ApiResponse(responseCode = "302", description = "To the return page, with ?sessionId=&status=&code=")
    @Parameter(name = "referral", in = ParameterIn.QUERY, description = "From UtilityAPI, on success")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "As the start gave it to UtilityAPI")
    @Parameter(name = "error", in = ParameterIn.QUERY, description = "From UtilityAPI, otherwise")
    Mono<ResponseEntity<Void>> callback(ClientAddress address,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.callback(METHOD, null, request, address);
    }
}
