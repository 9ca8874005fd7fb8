// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.custodian.OAuthHabits.Dialect;

/** What a browser brought from the third party (RFC 6749, section 4.1.1), checked. */
sealed interface AuthorizationRequest {
    /** Goes on to the login page. */
    record Valid(String redirectUri, @Nullable String state, @Nullable String codeChallenge)
            implements
                AuthorizationRequest {
        /** Back to the third party with those parameters and the state. */
        String redirect(Map<String, String> parameters) {
            return location(redirectUri, state, parameters);
        }
    }

    /** Goes back to the third party with an error. */
    record Faulty(String location) implements AuthorizationRequest {}

    /** Stays here: who asked is not known, so nobody is redirected. */
    record Stranger(String reason) implements AuthorizationRequest {}

    /** Checks the parameters of the query. */
    static AuthorizationRequest check(Custodian custodian, Map<String, String> query) {
        String redirectUri = query.get("redirect_uri");
        if (!custodian.thirdParty().clientId().equals(query.get("client_id"))) {
            return new Stranger("The application that sent you here is not registered with " + custodian.name() + ".");
        }
        if (redirectUri == null || !custodian.thirdParty().redirectUris().contains(redirectUri)) {
            return new Stranger("The address to return to is not registered for this application.");
        }
        String state = query.get("state");
        if (!"code".equals(query.get("response_type"))) {
            return faulty(redirectUri, state, "invalid_request", "response_type must be code");
        }
        String challenge = query.get("code_challenge");
        if (challenge != null && !"S256".equals(query.get("code_challenge_method"))) {
            return faulty(redirectUri, state, "invalid_request", "code_challenge_method must be S256");
        }
        String scope = query.get("scope");
        boolean strict = custodian.oauth().dialect() == Dialect.ESPI;
        if (strict && scope != null && !GrantedScope.isWellFormed(scope)) {
            return faulty(redirectUri, state, "invalid_scope", "The scope is no ESPI scope string");
        }
        return new Valid(redirectUri, state, challenge);
    }

    private static Faulty faulty(String redirectUri, @Nullable String state, String error, String description) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error);
        parameters.put("error_description", description);
        return new Faulty(location(redirectUri, state, parameters));
    }

    private static String location(String redirectUri, @Nullable String state, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (state != null) {
            all.put("state", state);
        }
        String query = all.entrySet()
                .stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return redirectUri + (redirectUri.contains("?") ? "&" : "?") + query;
    }
}
