// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.identity;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.OidcProviderConfiguration;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

import com.dcarbon.neighbours.NeighboursClock;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/** Spring Authorization Server with demo users: form login, no consent page, signed access tokens. */
@Configuration(proxyBeanMethods = false)
class IdentityProvider {

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, RegisteredClientRepository clients) {
        http.oauth2AuthorizationServer(server -> server
                .oidc(oidc -> oidc.providerConfigurationEndpoint(
                        endpoint -> endpoint.providerConfigurationCustomizer(IdentityProvider::describe)))
                .clientAuthentication(client -> client.authenticationConverter(new PublicClientRefreshRequest())
                        .authenticationProvider(new PublicClientRefreshCheck(clients))));
        return http.cors(Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/login", "/style.css", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'")))
                .build();
    }

    // What the framework cannot know: the application needs no secret, and may ask for the user's name and address.
    private static void describe(OidcProviderConfiguration.Builder configuration) {
        configuration.tokenEndpointAuthenticationMethod(ClientAuthenticationMethod.NONE.getValue())
                .scope(OidcScopes.PROFILE)
                .scope(OidcScopes.EMAIL);
    }

    @Bean
    RegisteredClientRepository clients(IdentitySettings settings) {
        return new InMemoryRegisteredClientRepository(Clients.application(settings),
                Clients.ingestionService(settings));
    }

    @Bean
    UserDetailsService users(IdentitySettings settings) {
        return new InMemoryUserDetailsManager(settings.users()
                .stream()
                .map(user -> User.withUsername(user.userName())
                        .password("{noop}" + user.userName())
                        .roles("USER")
                        .build())
                .toList());
    }

    @Bean
    JWKSource<SecurityContext> keys(IdentitySettings settings) throws IOException {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.at(settings.keyFile())));
    }

    @Bean
    OAuth2TokenGenerator<OAuth2Token> tokens(IdentitySettings settings, JWKSource<SecurityContext> keys, Clock clock) {
        JwtGenerator signed = new JwtGenerator(new NimbusJwtEncoder(keys));
        signed.setClock(clock);
        signed.setJwtCustomizer(new PlatformClaims(settings));
        // Refresh tokens come back here alone, where the framework looks at the machine's clock.
        return new DelegatingOAuth2TokenGenerator(signed, new PublicClientRefreshTokens(NeighboursClock.machines()));
    }

    /** For its own /userinfo. */
    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, Clock clock) {
        JwtTimestampValidator notExpired = new JwtTimestampValidator();
        notExpired.setClock(clock);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys).build();
        decoder.setJwtValidator(notExpired);
        return decoder;
    }

    @Bean
    AuthorizationServerSettings addresses(IdentitySettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer().toString()).build();
    }

    @Bean
    CorsConfigurationSource corsConfigurationSource(IdentitySettings settings) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(settings.application().origins());
        rules.setAllowedMethods(List.of("GET", "POST"));
        rules.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        for (String path : List.of("/oauth2/**", "/userinfo", "/.well-known/**")) {
            source.registerCorsConfiguration(path, rules);
        }
        return source;
    }
}
