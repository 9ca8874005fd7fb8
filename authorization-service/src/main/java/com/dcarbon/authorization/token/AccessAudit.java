// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.audit.AuditTrail;

import reactor.core.publisher.Mono;

/** Tells the audit log which token leaves this service, and for whom: once per token, however often it is asked for. */
@Component
public class AccessAudit {
    private final Tokens tokens;
    private final AuditTrail audit;
    private final TransactionalOperator tx;
    private final Clock clock;

    AccessAudit(Tokens tokens, AuditTrail audit, TransactionalOperator tx, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * The access, once it is recorded that it was given.
     *
     * @param client the id of the service that asked
     */
    public Mono<Access> given(UUID authorizationId, Access access, String client) {
        return tokens.given(authorizationId)
                .flatMap(version -> audit.record(entry(authorizationId, access, client, version)))
                .as(tx::transactional)
                .thenReturn(access);
    }

    private AuditRecord entry(UUID authorizationId, Access access, String client, long version) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("provider_id", access.providerId());
        details.put("client", client);
        details.put("token_version", version);
        return new AuditRecord("access_token_given", clock.instant(), "system:" + client, access.facilityId(),
                authorizationId, null, details);
    }
}
