// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.identity;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The two clients that may ask for tokens. */
final class Clients {
    private static final String INTERNAL_SCOPE = "dcarbon.internal";

    private Clients() {}

    static RegisteredClient application(IdentitySettings settings) {
        IdentitySettings.Application application = settings.application();
        return RegisteredClient.withId(application.clientId())
                .clientId(application.clientId())
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(application.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(application.origins()))
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .scope(OidcScopes.EMAIL)
                .clientSettings(
                        ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(settings.accessTokenLife())
                        .refreshTokenTimeToLive(settings.refreshTokenLife())
                        .reuseRefreshTokens(false)
                        .build())
                .build();
    }

    static RegisteredClient ingestionService(IdentitySettings settings) {
        IdentitySettings.Service service = settings.ingestionService();
        return RegisteredClient.withId(service.clientId())
                .clientId(service.clientId())
                .clientSecret("{noop}" + service.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(INTERNAL_SCOPE)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(settings.accessTokenLife()).build())
                .build();
    }
}
