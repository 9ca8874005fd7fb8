// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.retry;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.authorization.record.AuthorizationItem;
import com.dcarbon.authorization.session.StartAnswer;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** Trying an authorization again, over HTTP. */
@RestController
@Tag(name = "Authorizations")
class RetryController {
    private final RetryingAuthorization retrying;

    RetryController(RetryingAuthorization retrying) {
        this.retrying = retrying;
    }

    @PostMapping("/authorizations/{id}/retry")
    @Operation(operationId = "retryAuthorization", summary = "Try an authorization again", description = "Whoever may authorize the facility starts at once: 201, cookie included, as the start of its method. An administrator asks that person: 202, the record is pending with a new attempt, and the person is notified with a link; who does not begin in time lets it fail as timed_out. Asking again while it waits changes nothing. Refusals: 403 operator_must_authorize for the owner who left authorizing to an operator; 409 already_authorized, nothing_to_retry for a revoked one, authorization_under_way while a person is at the utility, use_provider_change.")
    @ApiResponse(responseCode = "201", description = "The session is open", content = @Content(schema = @Schema(implementation = StartAnswer.class)))
    @ApiResponse(responseCode = "202", description = "The person is asked", content = @Content(schema = @Schema(implementation = AuthorizationItem.class)))
    Mono<ResponseEntity<Object>> retry(@Parameter(hidden = true) Caller caller, @PathVariable UUID id,
            @Parameter(description = "Of whoever may authorize: the same key gives the same session while it is open") @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return retrying.retry(id, caller, key).map(RetryController::answer);
    }

    private static ResponseEntity<Object> answer(Retried outcome) {
        return switch (outcome) {
            case Retried.Started(var started) -> ResponseEntity.status(started.getStatusCode())
                    .headers(started.getHeaders())
                    .body(started.getBody());
            case Retried.Asked(var record) -> ResponseEntity.status(HttpStatus.ACCEPTED).body(record);
        };
    }
}
