// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.identity;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The identity provider.
 *
 * @param issuer its address as tokens name it ({@code iss})
 * @param audience the platform's name in access tokens ({@code aud})
 * @param keyFile where the signing key is kept, so that tokens survive a restart; made when missing
 * @param accessTokenLife how long an access token is valid
 * @param refreshTokenLife how long a refresh token is valid; each is used once
 * @param application the web application, a public client: code flow with PKCE
 * @param ingestionService the service identity with which ingestion asks for provider tokens
 * @param users who may sign in; the password is the user name
 */
@ConfigurationProperties("neighbours.identity")
record IdentitySettings(URI issuer, String audience, Path keyFile, Duration accessTokenLife, Duration refreshTokenLife,
        Application application, Service ingestionService, List<DemoUser> users) {

    record Application(String clientId, List<String> redirectUris, List<String> origins) {}

    record Service(String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Service[" + clientId + "]";
        }
    }

    /** A user; {@code sub} is the user name, which never changes. */
    record DemoUser(String userName, String name, String email, List<String> roles) {}
}
