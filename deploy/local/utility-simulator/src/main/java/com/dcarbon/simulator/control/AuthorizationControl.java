// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.oauth.Tokens;
import com.dcarbon.simulator.traffic.Utility;

import reactor.core.publisher.Mono;

/** What the customer, or the utility itself, does to authorizations and tokens. */
final class AuthorizationControl implements Desk {
    private final Utility utility;

    AuthorizationControl(Utility utility) {
        this.utility = utility;
    }

    /** The customer ends it; {@code notify=false} keeps it from the third party. */
    Mono<ServerResponse> revoke(ServerRequest request) {
        String id = request.pathVariable("authorization");
        boolean notify = request.queryParam("notify").filter("false"::equals).isEmpty();
        return revoke(id, notify, request)
                ? ServerResponse.ok().bodyValue(Map.of("id", id, "status", "revoked", "notified", notify))
                : Problems.answer(404, "No authorization of this utility has that id.");
    }

    @Override
    public List<Authorized> authorized() {
        var authorizations = utility.authorizationServer().authorizations();
        return authorizations.all()
                .stream()
                .filter(authorizations::isActive)
                .map(each -> new Authorized(each.id(), each.username(), each.issuedAt()))
                .toList();
    }

    @Override
    public boolean revoke(String id, boolean notify, ServerRequest request) {
        return utility.revoke(id, utility.base().root(request.uri()), notify);
    }

    /** Ends the access tokens of the query's {@code authorization}, or all. */
    Mono<ServerResponse> expire(ServerRequest request) {
        expire(request.queryParam("authorization"));
        return ServerResponse.noContent().build();
    }

    @Override
    public String expireOne() {
        return "Expire access token";
    }

    @Override
    public String expireAll() {
        return "Expire all access tokens";
    }

    @Override
    public void expire(Optional<String> authorization) {
        Tokens tokens = utility.authorizationServer().tokens();
        authorization.ifPresentOrElse(tokens::expireAccess, tokens::expireAccess);
    }
}
