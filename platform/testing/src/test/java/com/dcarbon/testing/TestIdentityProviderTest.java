// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

class TestIdentityProviderTest {
    private final TestIdentityProvider provider = TestIdentityProvider.shared();

    @Test
    void aPersonsTokenTellsWhoItIs() {
        Jwt token = decoder().decode(provider.user("owner", "commercial").value());

        assertThat(token.getSubject()).isEqualTo("owner");
        assertThat(token.getAudience()).containsExactly("dcarbon");
        assertThat(token.getClaimAsString("email")).isEqualTo("owner@example.com");
        assertThat(token.getClaimAsBoolean("email_verified")).isTrue();
        assertThat(token.getClaimAsStringList("roles")).containsExactly("commercial");
    }

    @Test
    void aServicesTokenNamesNoPerson() {
        Jwt token = decoder().decode(provider.service("ingestion-service", "dcarbon.internal").value());

        assertThat(token.getSubject()).isEqualTo("ingestion-service");
        assertThat(token.getClaimAsStringList("scope")).containsExactly("dcarbon.internal");
        assertThat(token.getClaims()).doesNotContainKeys("roles", "email", "name");
    }

    @Test
    void oneThingCanBeWrong() {
        assertRefused(provider.user("owner").expired());
        assertRefused(provider.user("owner").issuer("https://elsewhere.example"));
        assertRefused(provider.user("owner").forged());
        assertThat(decoder().decode(provider.user("owner").audience("another").value()).getAudience())
                .containsExactly("another");
        assertThat(decoder().decode(provider.user("owner").with("name", null).value()).getClaims())
                .doesNotContainKey("name");
    }

    private void assertRefused(TestToken token) {
        assertThatThrownBy(() -> decoder().decode(token.value())).isInstanceOf(BadJwtException.class);
    }

    private JwtDecoder decoder() {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(provider.jwkSetUri()).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(provider.issuer()));
        return decoder;
    }
}
