// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.dcarbon.simulator.custodian.ClientAuthentication;
import com.dcarbon.simulator.custodian.ThirdParty;

/** Client authentication at the token endpoint (RFC 6749, section 2.3.1). */
final class ClientCheck {
    private static final String BASIC = "basic ";

    private final ThirdParty thirdParty;

    ClientCheck(ThirdParty thirdParty) {
        this.thirdParty = thirdParty;
    }

    boolean passes(@Nullable String authorizationHeader, MultiValueMap<String, String> form) {
        if (authorizationHeader != null) {
            return thirdParty.authentication().accepts(ClientAuthentication.BASIC) && basic(authorizationHeader);
        }
        return thirdParty.authentication().accepts(ClientAuthentication.FORM)
                && matches(form.getFirst("client_id"), form.getFirst("client_secret"));
    }

    private boolean basic(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 && matches(formDecoded(parts[0]), formDecoded(parts[1]));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean matches(@Nullable String id, @Nullable String secret) {
        return id != null && secret != null && id.equals(thirdParty.clientId())
                && MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8),
                        thirdParty.clientSecret().getBytes(StandardCharsets.UTF_8));
    }

    private static String formDecoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
