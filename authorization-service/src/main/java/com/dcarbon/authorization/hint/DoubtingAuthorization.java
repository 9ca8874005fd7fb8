// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.hint;

import java.time.Clock;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.token.Checks;

import reactor.core.publisher.Mono;

/** Somebody has reason to doubt that an authorization stands: it is read back at the utility soon. */
@Component
public class DoubtingAuthorization {
    private final Checks checks;
    private final Clock clock;

    DoubtingAuthorization(Checks checks, Clock clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /** Completes when the doubt is written down. */
    public Mono<Void> doubt(UUID authorizationId) {
        return Mono.defer(() -> checks.add(authorizationId, clock.instant()));
    }
}
