// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.oauth.Token.Kind;

/** What can be done to codes and tokens behind the servers' backs, and whose they are. */
public final class BackOffice {
    private final Custodian custodian;
    private final Authorizations authorizations;
    private final Tokens tokens;
    private final Codes codes;

    BackOffice(Custodian custodian, Authorizations authorizations, Tokens tokens, Codes codes) {
        this.custodian = custodian;
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.codes = codes;
    }

    /** Whose code or refresh token a token request brings, be it good or not. */
    public Optional<Authorization> behind(MultiValueMap<String, String> tokenRequest) {
        String code = tokenRequest.getFirst("code");
        return code == null ? behind(tokenRequest.getFirst("refresh_token")) : codes.authorization(code);
    }

    /** Whose token that is, be it good or not; empty for one of the third party. */
    public Optional<Authorization> behind(@Nullable String token) {
        return tokens.subject(token).flatMap(authorizations::find);
    }

    /** Who is signed in on the consent pages, or about to be. */
    public Optional<String> customer(MultiValueMap<String, String> consentForm) {
        return Optional.ofNullable(consentForm.getFirst("username"))
                .or(() -> tokens.subject(consentForm.getFirst("login")));
    }

    /** Whether that token is an access token good for that subscription now. */
    public boolean opens(@Nullable String token, @Nullable String subscription) {
        return tokens.read(token)
                .filter(found -> found.kind() == Kind.ACCESS && found.subject().equals(subscription))
                .flatMap(found -> authorizations.find(found.subject()))
                .filter(authorizations::isActive)
                .isPresent();
    }

    /** The third party's id if that token was issued to it or for it. */
    public Optional<String> client(@Nullable String token) {
        return tokens.subject(token).map(_ -> custodian.thirdParty().clientId());
    }

    /** Whether a redirect may go there. */
    public boolean isRegistered(@Nullable String redirectUri) {
        return redirectUri != null && custodian.thirdParty().redirectUris().contains(redirectUri);
    }

    /** Ends the life of the request's code. */
    public void expireCode(MultiValueMap<String, String> tokenRequest) {
        Optional.ofNullable(tokenRequest.getFirst("code")).ifPresent(codes::expire);
    }

    /** Uses the request's code up. */
    public void useUpCode(MultiValueMap<String, String> tokenRequest) {
        Optional.ofNullable(tokenRequest.getFirst("code")).ifPresent(codes::useUp);
    }

    /** Takes the request's code once more. */
    public void takeCodeBack(MultiValueMap<String, String> tokenRequest) {
        Optional.ofNullable(tokenRequest.getFirst("code")).ifPresent(codes::takeBack);
    }

    /** Takes the request's refresh token once more. */
    public void takeRefreshTokenBack(MultiValueMap<String, String> tokenRequest) {
        Optional.ofNullable(tokenRequest.getFirst("refresh_token")).ifPresent(tokens::takeBack);
    }

    /** Ends that access token. */
    public void expire(@Nullable String accessToken) {
        tokens.read(accessToken).filter(token -> token.kind() == Kind.ACCESS).ifPresent(tokens::withdraw);
    }
}
