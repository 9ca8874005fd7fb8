// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a token entitles to: a person's roles, or the identity of a service. A token is a service's only if it carries no
 * claim about a person, has the internal scope and names an allow-listed client.
 */
final class TokenAuthorities implements Converter<Jwt, Collection<GrantedAuthority>> {
    static final String SERVICE = "SERVICE";
    static final String INTERNAL_SCOPE = "dcarbon.internal";

    private final Set<String> internalClients;

    TokenAuthorities(Set<String> internalClients) {
        this.internalClients = internalClients;
    }

    @Override
    public Collection<GrantedAuthority> convert(Jwt token) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        for (String claim : strings(token, "roles")) {
            Role.ofClaim(claim).map(role -> new SimpleGrantedAuthority(role.authority())).ifPresent(authorities::add);
        }
        if (authorities.isEmpty() && isService(token)) {
            authorities.add(new SimpleGrantedAuthority(SERVICE));
        }
        return authorities;
    }

    private boolean isService(Jwt token) {
        boolean ofPerson = token.hasClaim("roles") || token.hasClaim("email") || token.hasClaim("name");
        return !ofPerson && internalClients.contains(token.getSubject()) && scopes(token).contains(INTERNAL_SCOPE);
    }

    private static List<String> scopes(Jwt token) {
        return token.getClaim("scope") instanceof String joined
                ? List.of(joined.split(" ", -1))
                : strings(token, "scope");
    }

    private static List<String> strings(Jwt token, String claim) {
        return Optional.ofNullable(token.getClaimAsStringList(claim)).orElse(List.of());
    }
}
