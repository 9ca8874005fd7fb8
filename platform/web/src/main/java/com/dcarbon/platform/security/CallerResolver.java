// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/** Gives controllers the {@link Caller} or the {@link ClientAddress} they ask for. */
final class CallerResolver implements HandlerMethodArgumentResolver {
    private final ClientAddresses addresses;

    CallerResolver(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class || parameter.getParameterType() == ClientAddress.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        if (parameter.getParameterType() == ClientAddress.class) {
            return addresses.of(exchange).cast(Object.class);
        }
        return exchange.getPrincipal()
                .ofType(JwtAuthenticationToken.class)
                .switchIfEmpty(Mono.error(() -> new AccessDeniedException("no user token")))
                .zipWith(addresses.of(exchange), (token, address) -> caller(token.getToken(), address));
    }

    private static Caller caller(Jwt token, ClientAddress address) {
        Collection<String> roles = Optional.ofNullable(token.getClaimAsStringList("roles")).orElse(List.of());
        return new Caller(Objects.requireNonNull(token.getSubject()), token.getClaimAsString("email"),
                Boolean.TRUE.equals(token.getClaimAsBoolean("email_verified")), token.getClaimAsString("name"),
                roles.stream().map(Role::ofClaim).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet()),
                address.value());
    }
}
