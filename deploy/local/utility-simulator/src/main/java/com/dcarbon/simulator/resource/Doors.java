// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.resource;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.customer.Customers;
import com.dcarbon.simulator.oauth.Authorization;
import com.dcarbon.simulator.oauth.Authorizations;
import com.dcarbon.simulator.oauth.Bearer;
import com.dcarbon.simulator.oauth.Token;
import com.dcarbon.simulator.oauth.Token.Kind;
import com.dcarbon.simulator.oauth.Tokens;

import reactor.core.publisher.Mono;

/**
 * Bearer tokens before the resources: 401 without a token that is good now; 403 for one of the wrong class, of another
 * subscription, or whose authorization ended.
 */
final class Doors {
    private final Tokens tokens;
    private final Authorizations authorizations;
    private final Customers customers;

    Doors(Tokens tokens, Authorizations authorizations, Customers customers) {
        this.tokens = tokens;
        this.authorizations = authorizations;
        this.customers = customers;
    }

    /** For any customer's token. */
    Mono<ServerResponse> anyCustomer(ServerRequest request, Function<Access, Mono<ServerResponse>> next) {
        return withToken(request, Kind.ACCESS,
                token -> authorizations.find(token.subject())
                        .filter(authorizations::isActive)
                        .map(this::access)
                        .map(next)
                        .orElseGet(Doors::forbidden));
    }

    /** For the token of the subscription that the path names {@code {sid}}. */
    Mono<ServerResponse> customer(ServerRequest request, Function<Access, Mono<ServerResponse>> next) {
        return anyCustomer(request,
                access -> access.authorization().id().equals(request.pathVariable("sid"))
                        ? next.apply(access)
                        : forbidden());
    }

    /** For the third party's own token. */
    Mono<ServerResponse> client(ServerRequest request, Supplier<Mono<ServerResponse>> next) {
        return withToken(request, Kind.CLIENT, token -> next.get());
    }

    private Mono<ServerResponse> withToken(ServerRequest request, Kind kind,
            Function<Token, Mono<ServerResponse>> next) {
        Optional<Token> token = tokens.read(Bearer.of(request.headers().firstHeader("Authorization")));
        if (token.isEmpty()) {
            return ServerResponse.status(HttpStatus.UNAUTHORIZED).header("WWW-Authenticate", "Bearer").build();
        }
        return token.get().kind() == kind ? next.apply(token.get()) : forbidden();
    }

    private Access access(Authorization authorization) {
        return new Access(authorization, customers.named(authorization.username()));
    }

    private static Mono<ServerResponse> forbidden() {
        return ServerResponse.status(HttpStatus.FORBIDDEN).build();
    }
}
