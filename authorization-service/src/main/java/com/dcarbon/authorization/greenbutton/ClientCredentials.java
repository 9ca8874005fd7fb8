// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.ClientAuthentication;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.Secrets;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;

/** How our client shows itself at a custodian's OAuth 2.0 server, as its profile says. */
@Component
class ClientCredentials {
    /** Resolved once, so that a missing secret stops the start and not a customer. */
    private final Map<String, Secret> secrets;

    ClientCredentials(ProviderProfiles profiles, Secrets secrets) {
        this.secrets = profiles.all().stream()
                .filter(profile -> profile.method() == AuthMethod.GREEN_BUTTON)
                .filter(profile -> profile.requiredOauth().clientAuthentication() != ClientAuthentication.TLS)
                .collect(Collectors.toUnmodifiableMap(ProviderProfile::id,
                        profile -> new Secret(secrets.resolve(profile.requiredOauth().requiredClientSecret()))));
    }

    /** Puts what is needed into a request's headers or form; with TLS its connection shows the rest. */
    void show(ProviderProfile profile, HttpHeaders headers, MultiValueMap<String, String> form) {
        var id = new ClientID(profile.requiredOauth().clientId());
        switch (profile.requiredOauth().clientAuthentication()) {
            case BASIC -> headers.set(HttpHeaders.AUTHORIZATION,
                    new ClientSecretBasic(id, secret(profile)).toHTTPAuthorizationHeader());
            case FORM -> {
                form.set("client_id", id.getValue());
                form.set("client_secret", secret(profile).getValue());
            }
            case TLS -> form.set("client_id", id.getValue()); // RFC 8705, section 2
        }
    }

    private Secret secret(ProviderProfile profile) {
        return Objects.requireNonNull(secrets.get(profile.id()));
    }
}
