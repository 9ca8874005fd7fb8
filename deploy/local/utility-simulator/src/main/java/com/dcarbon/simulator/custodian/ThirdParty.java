// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.custodian;

import java.util.Set;

/**
 * The platform as the custodian registered it.
 *
 * @param clientId as issued at registration
 * @param clientSecret the password that belongs to it
 * @param redirectUris compared byte for byte
 * @param authentication which way of sending the credentials the custodian takes
 */
public record ThirdParty(String clientId, String clientSecret, Set<String> redirectUris,
        ClientAuthentication authentication) {
    public ThirdParty {
        redirectUris = Set.copyOf(redirectUris);
    }

    ThirdParty withRedirectUris(Set<String> uris) {
        return new ThirdParty(clientId, clientSecret, uris, authentication);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ThirdParty[" + clientId + "]";
    }
}
