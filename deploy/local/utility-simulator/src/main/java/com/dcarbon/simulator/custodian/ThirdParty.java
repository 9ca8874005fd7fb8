// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.custodian;

import java.net.URI;
import java.util.Set;

/**
 * The platform as the custodian registered it.
 *
 * @param clientId as issued at registration
 * @param clientSecret the password that belongs to it
 * @param redirectUris compared byte for byte
 * @param authentication which way of sending the credentials the custodian takes
 * @param portal where customers are sent who begin at the utility's list of third parties
 */
public record ThirdParty(String clientId, String clientSecret, Set<String> redirectUris,
        ClientAuthentication authentication, URI portal) {
    public ThirdParty {
        redirectUris = Set.copyOf(redirectUris);
    }

    ThirdParty withRedirectUris(Set<String> uris) {
        return new ThirdParty(clientId, clientSecret, uris, authentication, portal);
    }

    ThirdParty withPortal(URI other) {
        return new ThirdParty(clientId, clientSecret, redirectUris, authentication, other);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ThirdParty[" + clientId + "]";
    }
}
