// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.oauth2.server.authorization.web.authentication.X509ClientCertificateAuthenticationConverter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Spring Authorization Server as a utility's OAuth 2.0 server: a code challenge is required, redirect URIs are compared to
 * the letter, refresh tokens are good once, the client shows a certificate, tokens can be revoked. No component of the
 * service under test, and so not marked as a configuration.
 */
@EnableWebSecurity
class IndependentServer {
    static final String CLIENT = "dcarbon-independent";
    static final String SCOPE = "FB=1_3_4_5_15;IntervalDuration=900;BlockDuration=daily;HistoryLength=7776000";
    static final String PORTAL_SCOPE = "FB=1_3_4_5;IntervalDuration=3600";

    @Bean
    SecurityFilterChain chain(HttpSecurity http, OAuth2AuthorizationService authorizations) {
        var answers = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        answers.setAccessTokenResponseCustomizer(context -> nameResources(context, authorizations));
        http.oauth2AuthorizationServer(server -> server
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseHandler(answers))
                // Before the converter that takes every client with a code verifier for one without credentials.
                .clientAuthentication(client -> client.authenticationConverters(
                        converters -> converters.addFirst(new X509ClientCertificateAuthenticationConverter()))));
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/espi/**").permitAll()
                .anyRequest().authenticated())
                .httpBasic(basic -> basic.securityContextRepository(new HttpSessionSecurityContextRepository()))
                .csrf(csrf -> csrf.ignoringRequestMatchers("/espi/**"))
                .build();
    }

    /** What ESPI adds to a token answer. */
    private static void nameResources(OAuth2AccessTokenAuthenticationContext context,
            OAuth2AuthorizationService authorizations) {
        var token = ((OAuth2AccessTokenAuthenticationToken) context.getAuthentication()).getAccessToken();
        OAuth2Authorization authorization = Objects.requireNonNull(
                authorizations.findByToken(token.getTokenValue(), OAuth2TokenType.ACCESS_TOKEN));
        String base = IndependentUtility.shared().baseUrl() + "/espi/1_1/resource";
        context.getAccessTokenResponse().additionalParameters(Map.of(
                "resourceURI", base + "/Batch/Subscription/" + authorization.getId(),
                "authorizationURI", base + "/Authorization/" + authorization.getId()));
    }

    @Bean
    RegisteredClientRepository clients() {
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(CLIENT).clientId(CLIENT)
                .clientAuthenticationMethod(ClientAuthenticationMethod.TLS_CLIENT_AUTH)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .redirectUri(Surroundings.PUBLIC_URL + "/green-button/callback/independent")
                .scope(SCOPE)
                .scope(PORTAL_SCOPE)
                .clientSettings(ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(true)
                        .x509CertificateSubjectDN("CN=client").build())
                .tokenSettings(TokenSettings.builder().accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                        .reuseRefreshTokens(false).build())
                .build());
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new InMemoryOAuth2AuthorizationService();
    }

    /** Asks each time anew. */
    @Bean
    OAuth2AuthorizationConsentService consents() {
        return new OAuth2AuthorizationConsentService() {
            @Override
            public void save(OAuth2AuthorizationConsent consent) {}

            @Override
            public void remove(OAuth2AuthorizationConsent consent) {}

            @Override
            public @Nullable OAuth2AuthorizationConsent findById(String clientId, String principal) {
                return null;
            }
        };
    }

    @Bean
    OAuth2TokenGenerator<OAuth2Token> tokens() {
        return new DelegatingOAuth2TokenGenerator(new OAuth2AccessTokenGenerator(), new OAuth2RefreshTokenGenerator());
    }

    @Bean
    UserDetailsService customers() {
        return new InMemoryUserDetailsManager(
                User.withUsername("customer").password("{noop}password").roles("CUSTOMER").build());
    }

    @Bean
    AuthorizationServerSettings addresses() {
        return AuthorizationServerSettings.builder().build();
    }
}
