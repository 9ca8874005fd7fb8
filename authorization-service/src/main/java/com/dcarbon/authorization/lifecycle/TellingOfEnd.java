// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationMethodChanged;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.outbox.Outbox;

import reactor.core.publisher.Mono;

/** What is told of an authorization's end beside the step itself; in the transaction of whoever knows of it. */
@Component
public class TellingOfEnd {
    private final Authorizations authorizations;
    private final Timeline timeline;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    TellingOfEnd(Authorizations authorizations, Timeline timeline, Outbox outbox, AuditTrail audit, Clock clock) {
        this.authorizations = authorizations;
        this.timeline = timeline;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * From where the facility's data comes from now on.
     *
     * @param providerId the utility's profile id
     */
    public record NewSource(AuthMethod method, String providerId) {}

    /** It was ended for a change of the facility's utility. */
    public Mono<Void> methodChanged(Authorization ended, NewSource to, Actor actor) {
        var changed = new AuthorizationMethodChanged(ended.facilityId(), ended.id(), ended.utility().method(),
                ended.utility().id(), to.method(), to.providerId(), clock.instant());
        return outbox.publish(EventKind.AUTHORIZATION_METHOD_CHANGED, ended.facilityId().toString(), ended.version(),
                changed).then(Mono.defer(() -> leftBehind(ended, to, actor)));
    }

    /** It gave no access when the facility's utility was changed, so that only the audit log is told. */
    public Mono<Void> leftBehind(Authorization old, NewSource to, Actor actor) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("from_method", old.utility().method().wire());
        details.put("from_provider_id", old.utility().id());
        details.put("to_method", to.method().wire());
        details.put("to_provider_id", to.providerId());
        details.put("status", old.status().wire());
        return audit.record(new AuditRecord("authorization_method_changed", clock.instant(), actor.userId(),
                old.facilityId(), old.id(), actor.ipAddress(), details));
    }

    /** The utility has ended it, too. */
    public Mono<Void> revokedAtUtility(UUID authorizationId) {
        return authorizations.find(authorizationId)
                .flatMap(ended -> timeline.add(Step.REVOKED_AT_UTILITY, ended, Actor.SYSTEM, (String) null));
    }

    /** Nobody tries any more to end it at the utility. */
    public Mono<Void> notRevokedAtUtility(UUID authorizationId, String code) {
        return authorizations.find(authorizationId)
                .flatMap(ended -> timeline.add(Step.NOT_REVOKED_AT_UTILITY, ended, Actor.SYSTEM, code));
    }
}
