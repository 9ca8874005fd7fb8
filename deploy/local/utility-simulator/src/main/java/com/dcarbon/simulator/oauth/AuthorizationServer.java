// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.time.Clock;
import java.time.Duration;

import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Customers;

/** One custodian's authorization server: {@code authorize}, {@code token} and, where there is one, {@code revoke}
 * below {@code /{id}/oauth}, and the list of third parties. */
public final class AuthorizationServer {
    /** A request with this attribute gets a new refresh token for its old one, whatever the custodian's habit. */
    public static final String ROTATES = AuthorizationServer.class.getName() + ".rotates";

    /** With {@code true} an old refresh token that comes again ends the authorization. */
    public static final String REUSE_REVOKES = AuthorizationServer.class.getName() + ".reuse-revokes";

    private final Custodian custodian;
    private final BackOffice backOffice;
    private final Authorizations authorizations;
    private final Tokens tokens;
    private final AuthorizeEndpoint authorize;
    private final TokenEndpoint token;
    private final RevocationEndpoint revocation;
    private final ThirdPartyPage thirdParties;

    /** @param secret what tokens and ids are signed with; those of another secret are worth nothing here */
    public AuthorizationServer(Custodian custodian, Customers customers, ResourceBase base, String secret,
            Duration accessTokenLife, Clock clock) {
        this.custodian = custodian;
        this.authorizations = new Authorizations(
                new AuthorizationIds(SigningKey.of(secret, custodian.id() + " authorizations")), clock);
        this.tokens = new Tokens(custodian.id(), SigningKey.of(secret, custodian.id() + " tokens"), clock);
        Codes codes = new Codes(clock);
        this.backOffice = new BackOffice(custodian, authorizations, tokens, codes);
        this.authorize = new AuthorizeEndpoint(custodian, customers, authorizations, tokens, codes);
        this.token = new TokenEndpoint(custodian, authorizations, tokens, codes,
                new TokenAnswers(custodian, customers, tokens, accessTokenLife, base));
        this.revocation = new RevocationEndpoint(custodian, tokens);
        this.thirdParties = new ThirdPartyPage(custodian);
    }

    /** Its endpoints. */
    public RouterFunction<ServerResponse> routes() {
        String base = "/" + custodian.id() + "/oauth";
        return RouterFunctions.route()
                .GET(base + "/authorize", authorize::show)
                .POST(base + "/authorize", authorize::submit)
                .POST(base + "/token", token::exchange)
                .route(path(base + "/token"), token::notAllowed)
                .add(revocation.routes(base + "/revoke"))
                .GET("/" + custodian.id() + "/third-parties", thirdParties::show)
                .build();
    }

    /** What customers allowed. */
    public Authorizations authorizations() {
        return authorizations;
    }

    /** The tokens it issued. */
    public Tokens tokens() {
        return tokens;
    }

    /** What can be done behind the servers' backs. */
    public BackOffice backOffice() {
        return backOffice;
    }
}
