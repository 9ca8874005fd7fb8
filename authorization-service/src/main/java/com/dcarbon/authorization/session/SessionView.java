// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionStatus;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A session as its starter sees it.
 *
 * @param provider the utility's id
 * @param errorMessage what went wrong, in plain words; null unless it failed or expired
 * @param code the stable reason
 * @param action what the reader can do next
 * @param retryable whether trying again can help
 * @param authorizationId the record that the session is an attempt for
 */
@Schema(name = "AuthorizationSession")
public record SessionView(
        @Schema(type = "string", allowableValues = {
                "pending", "authorized", "failed",
                "expired"}) SessionStatus status,
        @Schema(example = "pge") String provider, @JsonProperty("errorMessage") @Nullable String errorMessage,
        @Schema(example = "user_cancelled") @Nullable String code, @Nullable String action,
        @Nullable Boolean retryable, UUID authorizationId) {

    static SessionView of(Session session) {
        Failure why = session.failure();
        return why == null
                ? new SessionView(session.state().status(), session.utility().id(), null, null, null, null,
                        session.authorizationId())
                : new SessionView(session.state().status(), session.utility().id(), why.message(), why.code(),
                        why.action(), why.retryable(), session.authorizationId());
    }
}
