// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

class TokenAuthoritiesTest {
    private final TokenAuthorities authorities = new TokenAuthorities(Set.of("ingestion-service"));

    @Test
    void givesAPersonTheRolesOfTheToken() {
        assertThat(of(token -> token.subject("owner").claim("roles", List.of("commercial", "admin", "astronaut"))))
                .containsExactlyInAnyOrder("ROLE_COMMERCIAL", "ROLE_ADMIN");
    }

    @Test
    void takesOnlyAllowListedClientsWithTheInternalScopeForServices() {
        assertThat(of(token -> token.subject("ingestion-service").claim("scope", "dcarbon.internal")))
                .containsExactly("SERVICE");
        assertThat(of(token -> token.subject("ingestion-service").claim("scope", List.of("dcarbon.internal"))))
                .containsExactly("SERVICE");
        assertThat(of(token -> token.subject("another").claim("scope", "dcarbon.internal"))).isEmpty();
        assertThat(of(token -> token.subject("ingestion-service").claim("scope", "openid"))).isEmpty();
    }

    @Test
    void neverTakesAPersonForAService() {
        assertThat(of(token -> token.subject("ingestion-service").claim("scope", "dcarbon.internal")
                .claim("email", "someone@example.com"))).isEmpty();
        assertThat(of(token -> token.subject("ingestion-service").claim("scope", "dcarbon.internal")
                .claim("roles", List.of("residential")))).containsExactly("ROLE_RESIDENTIAL");
    }

    private List<String> of(Consumer<Jwt.Builder> claims) {
        Jwt.Builder token = Jwt.withTokenValue("t").header("alg", "RS256");
        claims.accept(token);
        return authorities.convert(token.build()).stream().map(GrantedAuthority::getAuthority).toList();
    }
}
