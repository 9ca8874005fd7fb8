// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.oauth.Token.Kind;

import reactor.core.publisher.Mono;

/** Token revocation (RFC 7009), where the utility offers it. A refresh token takes its access tokens with it. */
final class RevocationEndpoint {
    private final Custodian custodian;
    private final ClientCheck clientCheck;
    private final Tokens tokens;

    RevocationEndpoint(Custodian custodian, Tokens tokens) {
        this.custodian = custodian;
        this.clientCheck = new ClientCheck(custodian.thirdParty());
        this.tokens = tokens;
    }

    RouterFunction<ServerResponse> routes(String path) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        return (custodian.oauth().revokesTokens() ? routes.POST(path, this::revoke) : routes.GET(path, this::absent))
                .build();
    }

    private Mono<ServerResponse> absent(ServerRequest request) {
        return ServerResponse.notFound().build();
    }

    private Mono<ServerResponse> revoke(ServerRequest request) {
        return request.formData().flatMap(form -> respond(request, form));
    }

    private Mono<ServerResponse> respond(ServerRequest request, MultiValueMap<String, String> form) {
        if (!clientCheck.passes(request.headers().firstHeader("Authorization"), form)) {
            return TokenEndpoint.strangerRefused(custodian.id());
        }
        String token = form.getFirst("token");
        if (token == null || token.isBlank()) {
            return TokenEndpoint.json(HttpStatus.BAD_REQUEST, TokenEndpoint.error("invalid_request", "Missing token"));
        }
        // Section 2.2: what is unknown or over needs no revocation, and the answer is the same.
        tokens.read(token).ifPresent(this::end);
        return ServerResponse.ok().header("Cache-Control", "no-store").build();
    }

    private void end(Token token) {
        tokens.withdraw(token);
        if (token.kind() == Kind.REFRESH) {
            tokens.expireAccess(token.subject());
        }
    }
}
