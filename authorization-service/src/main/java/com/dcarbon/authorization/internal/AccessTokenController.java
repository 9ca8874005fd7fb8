// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.internal;

import java.security.Principal;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.authorization.hint.DoubtingAuthorization;
import com.dcarbon.authorization.token.Access;
import com.dcarbon.authorization.token.AccessAudit;
import com.dcarbon.authorization.token.GivingAccess;

import io.swagger.v3.oas.annotations.Hidden;
import reactor.core.publisher.Mono;

/** Access tokens for ingestion, which alone reads data at the utilities. */
@Hidden
@RestController
class AccessTokenController {
    private final GivingAccess giving;
    private final AccessAudit audit;
    private final DoubtingAuthorization doubting;

    AccessTokenController(GivingAccess giving, AccessAudit audit, DoubtingAuthorization doubting) {
        this.giving = giving;
        this.audit = audit;
        this.doubting = doubting;
    }

    /**
     * What is asked for, beyond the path.
     *
     * @param refused SHA-256 (hex) of a token that the utility answered with 401 or 403; forces one refresh, and
     *     since some utilities refresh what they have ended, the record there is read back, too
     */
    record AccessRequest(
            @Pattern(regexp = "[0-9a-f]{64}", message = "must be a SHA-256 in lower-case hex") @Nullable String refused) {}

    @PostMapping("/internal/authorizations/{id}/access-token")
    Mono<Access> accessToken(@PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable AccessRequest request, Principal client) {
        String refused = request == null ? null : request.refused();
        return giving.give(id, refused)
                .flatMap(access -> audit.given(id, access, client.getName()))
                .delayUntil(_ -> refused == null ? Mono.empty() : doubting.doubt(id));
    }
}
