// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.web.reactive.function.server.ServerRequest;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.custodian.OAuthHabits.Dialect;
import com.dcarbon.simulator.customer.Customers;
import com.dcarbon.simulator.oauth.Token.Kind;

/** Successful answers of the token endpoint, with the URIs of the customer's data. */
final class TokenAnswers {
    private static final Duration REFRESH_LIFE = Duration.ofDays(365);

    private final Custodian custodian;
    private final Customers customers;
    private final Tokens tokens;
    private final Duration accessTokenLife;
    private final ResourceBase base;

    TokenAnswers(Custodian custodian, Customers customers, Tokens tokens, Duration accessTokenLife, ResourceBase base) {
        this.custodian = custodian;
        this.customers = customers;
        this.tokens = tokens;
        this.accessTokenLife = accessTokenLife;
        this.base = base;
    }

    Map<String, Object> customer(ServerRequest request, Authorization authorization, boolean withRefreshToken) {
        AuthorizationUris uris = AuthorizationUris.of(custodian, base.of(request), authorization);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", tokens.issue(Kind.ACCESS, authorization.id(), accessTokenLife));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", accessTokenLife.toSeconds());
        if (withRefreshToken) {
            answer.put("refresh_token", tokens.issue(Kind.REFRESH, authorization.id(), REFRESH_LIFE));
        }
        answer.put("scope", scope(authorization));
        answer.put("resourceURI", uris.resource());
        answer.put("authorizationURI", uris.authorization());
        if (uris.customerResource() != null) {
            answer.put("customerResourceURI", uris.customerResource());
        }
        return answer;
    }

    Map<String, Object> client(ServerRequest request) {
        String clientId = custodian.thirdParty().clientId();
        String key = custodian.oauth().dialect() == Dialect.PGE ? "client_access_token" : "access_token";
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(key, tokens.issue(Kind.CLIENT, clientId, accessTokenLife));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", accessTokenLife.toSeconds());
        answer.put("scope", GrantedScope.ofClient(custodian));
        answer.put("resourceURI", base.of(request) + "/Batch/Bulk/" + clientId);
        return answer;
    }

    String scope(Authorization authorization) {
        return Services.scope(custodian, customers.named(authorization.username()), authorization);
    }
}
