// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Customers;
import com.dcarbon.simulator.fault.Call;
import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.Effect;
import com.dcarbon.simulator.fault.Faults;
import com.dcarbon.simulator.notice.Notices;
import com.dcarbon.simulator.oauth.AuthorizationServer;
import com.dcarbon.simulator.oauth.ResourceBase;

import reactor.core.publisher.Mono;

/**
 * One utility as it runs.
 *
 * @param custodian what it is
 * @param customers whose data it has
 * @param base where its resources are
 * @param authorizationServer what it issued
 * @param faults how it misbehaves now
 * @param notices what it tells the third party unasked
 * @param orders what it answered 202 to
 */
public record Utility(Custodian custodian, Customers customers, ResourceBase base,
        AuthorizationServer authorizationServer, Faults faults, Notices notices, Orders orders) implements Site {
    /** A utility that behaves. */
    public static Utility of(Custodian custodian, Customers customers, ResourceBase base,
            AuthorizationServer authorizationServer, Clock clock) {
        return new Utility(custodian, customers, base, authorizationServer, new Faults(),
                new Notices(custodian.notices(), clock), new Orders());
    }

    /**
     * The customer ends an authorization. False if there is none of that id.
     *
     * @param root what the utility's links begin with
     * @param notify whether the third party is told
     */
    public boolean revoke(String authorizationId, String root, boolean notify) {
        var authorizations = authorizationServer.authorizations();
        var authorization = authorizations.find(authorizationId);
        authorization.ifPresent(authorizations::revoke);
        if (authorization.isPresent() && notify) {
            var _ = notices.send(URI.create(root + base.path() + "/Authorization/" + authorizationId));
        }
        return authorization.isPresent();
    }

    @Override
    public String id() {
        return custodian.id();
    }

    @Override
    public String name() {
        return custodian.name();
    }

    @Override
    public Set<CallKind> calls() {
        return CallKind.GREEN_BUTTON;
    }

    @Override
    public Mono<Call> read(ServerWebExchange exchange) {
        return new CallReader(this).read(exchange);
    }

    @Override
    public String root(URI asked) {
        return base.root(asked);
    }

    @Override
    public boolean isRegistered(@Nullable String redirectUri) {
        return authorizationServer.backOffice().isRegistered(redirectUri);
    }

    @Override
    public Mono<Void> suffer(Effect effect, Encounter encounter, Instant now) {
        return new Misfortune(this).of(effect, encounter, now);
    }

    @Override
    public Orders.State order(URI asked) {
        return orders.state(asked);
    }

    @Override
    public void takeBack(@Nullable Boolean again, CallKind kind, MultiValueMap<String, String> form) {
        new Misfortune(this).takeBack(again, kind, form);
    }
}
