// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.time.Instant;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.Effect;
import com.dcarbon.simulator.oauth.AuthorizationServer;
import com.dcarbon.simulator.oauth.BackOffice;

import reactor.core.publisher.Mono;

/** What befalls a data custodian beyond its HTTP answers: codes, tokens and authorizations that end, data that wait. */
final class Misfortune {
    private final Utility utility;

    Misfortune(Utility utility) {
        this.utility = utility;
    }

    Mono<Void> of(Effect effect, Encounter encounter, Instant now) {
        return switch (effect) {
            case Effect.Accepted accepted -> new Acceptance(utility, encounter, accepted).answer(now);
            case Effect.Revoked revoked -> revoked(revoked, encounter);
            case Effect.Expired expired -> expired(expired.what(), encounter);
            case Effect.Rotated rotated -> rotated(rotated, encounter);
            default -> encounter.proceed();
        };
    }

    void takeBack(@Nullable Boolean again, CallKind kind, MultiValueMap<String, String> form) {
        if (kind == CallKind.TOKEN_REFRESH && !Boolean.FALSE.equals(again)) {
            backOffice().takeRefreshTokenBack(form);
        } else if (kind == CallKind.TOKEN_CODE && Boolean.TRUE.equals(again)) {
            backOffice().takeCodeBack(form);
        }
    }

    private BackOffice backOffice() {
        return utility.authorizationServer().backOffice();
    }

    private Mono<Void> revoked(Effect.Revoked revoked, Encounter encounter) {
        String id = encounter.call().subscription();
        if (id == null) {
            return encounter.proceed();
        }
        utility.revoke(id, encounter.root(), revoked.notified());
        boolean data = encounter.call().kind() != CallKind.TOKEN_REFRESH
                && encounter.call().kind() != CallKind.AUTHORIZATION;
        return data && revoked.status() == 401 ? encounter.answer(401, null, "") : encounter.proceed();
    }

    private Mono<Void> expired(Effect.Perishable what, Encounter encounter) {
        return switch (what) {
            case CODE -> withForm(BackOffice::expireCode, encounter);
            case CODE_BY_USE -> withForm(BackOffice::useUpCode, encounter);
            case ACCESS_TOKEN -> {
                backOffice().expire(encounter.bearer());
                yield encounter.proceed();
            }
        };
    }

    private Mono<Void> withForm(BiConsumer<BackOffice, MultiValueMap<String, String>> first, Encounter encounter) {
        return encounter.form()
                .doOnNext(form -> first.accept(backOffice(), form))
                .then(Mono.defer(encounter::proceed));
    }

    private static Mono<Void> rotated(Effect.Rotated rotated, Encounter encounter) {
        encounter.exchange().getAttributes().put(AuthorizationServer.ROTATES, true);
        encounter.exchange().getAttributes().put(AuthorizationServer.REUSE_REVOKES, rotated.reuseRevokes());
        return encounter.proceed();
    }
}
