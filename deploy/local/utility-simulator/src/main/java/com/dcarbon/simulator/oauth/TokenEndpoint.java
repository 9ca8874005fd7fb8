// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.oauth;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.oauth.Codes.Code;
import com.dcarbon.simulator.oauth.Token.Kind;

import reactor.core.publisher.Mono;

/** The token endpoint (RFC 6749, section 3.2): codes, refresh tokens and client credentials against tokens. */
final class TokenEndpoint {
    private final Custodian custodian;
    private final ClientCheck clientCheck;
    private final Authorizations authorizations;
    private final Tokens tokens;
    private final Codes codes;
    private final TokenAnswers answers;

    TokenEndpoint(Custodian custodian, Authorizations authorizations, Tokens tokens, Codes codes,
            TokenAnswers answers) {
        this.custodian = custodian;
        this.clientCheck = new ClientCheck(custodian.thirdParty());
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.codes = codes;
        this.answers = answers;
    }

    Mono<ServerResponse> exchange(ServerRequest request) {
        return request.formData().flatMap(form -> respond(request, form));
    }

    Mono<ServerResponse> notAllowed(ServerRequest request) {
        return json(HttpStatus.METHOD_NOT_ALLOWED,
                error("invalid_request", request.method().name() + " not permitted"));
    }

    private Mono<ServerResponse> respond(ServerRequest request, MultiValueMap<String, String> form) {
        String header = request.headers().firstHeader("Authorization");
        if (!clientCheck.passes(header, form)) {
            return strangerRefused(custodian.id());
        }
        try {
            return json(HttpStatus.OK, granted(request, form));
        } catch (TokenRefusedException refused) {
            return json(HttpStatus.BAD_REQUEST, error(refused.code(), refused.description()));
        }
    }

    /** 401 for a client that has not shown who it is. */
    static Mono<ServerResponse> strangerRefused(String realm) {
        return ServerResponse.status(HttpStatus.UNAUTHORIZED)
                .headers(headers -> headers.set("WWW-Authenticate", "Basic realm=\"" + realm + "\""))
                .header("Cache-Control", "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(error("invalid_client", "Client authentication failed"));
    }

    private Map<String, Object> granted(ServerRequest request, MultiValueMap<String, String> form) {
        String grantType = form.getFirst("grant_type");
        return switch (grantType) {
            case null -> throw new TokenRefusedException("invalid_request", "Missing grant_type");
            case "authorization_code" -> byCode(request, form);
            case "refresh_token" -> byRefreshToken(request, form);
            case "client_credentials" -> answers.client(request);
            default -> throw new TokenRefusedException("unsupported_grant_type", "Not supported: " + grantType);
        };
    }

    private Map<String, Object> byCode(ServerRequest request, MultiValueMap<String, String> form) {
        Code code = codes.find(required(form, "code"))
                .orElseThrow(() -> new TokenRefusedException("invalid_grant", "The code is unknown or has expired"));
        if (code.used().get()) {
            throw usedTwice(code);
        }
        if (!code.redirectUri().equals(form.getFirst("redirect_uri"))) {
            throw new TokenRefusedException("invalid_grant", "redirect_uri differs from the authorization request");
        }
        if (!CodeChallenge.matches(code.codeChallenge(), form.getFirst("code_verifier"))) {
            throw new TokenRefusedException("invalid_grant", "code_verifier does not match");
        }
        if (!code.use()) {
            throw usedTwice(code);
        }
        return answers.customer(request, code.authorization(), true);
    }

    /** RFC 6749, section 4.1.2: the tokens of the first use end with the second. */
    private TokenRefusedException usedTwice(Code code) {
        authorizations.revoke(code.authorization());
        return new TokenRefusedException("invalid_grant", "The code was used before");
    }

    private Map<String, Object> byRefreshToken(ServerRequest request, MultiValueMap<String, String> form) {
        String text = required(form, "refresh_token");
        revokeIfReused(request, text);
        Optional<Token> token = tokens.read(text)
                .filter(found -> found.kind() == Kind.REFRESH);
        Authorization authorization = token.flatMap(found -> authorizations.find(found.subject()))
                .filter(authorizations::isActive)
                .orElseThrow(() -> new TokenRefusedException("invalid_grant",
                        "The refresh token is unknown, used, expired or revoked"));
        refuseWiderScope(form.getFirst("scope"), answers.scope(authorization));
        boolean rotates = custodian.oauth().rotatesRefreshTokens()
                || request.attribute(AuthorizationServer.ROTATES).isPresent();
        if (rotates && !tokens.withdraw(token.orElseThrow())) {
            throw new TokenRefusedException("invalid_grant", "The refresh token was used before");
        }
        return answers.customer(request, authorization, rotates);
    }

    private void revokeIfReused(ServerRequest request, String refreshToken) {
        boolean strict = request.attribute(AuthorizationServer.REUSE_REVOKES).filter(Boolean.TRUE::equals).isPresent();
        if (strict && tokens.isWithdrawn(refreshToken)) {
            tokens.subject(refreshToken).flatMap(authorizations::find).ifPresent(authorizations::revoke);
        }
    }

    private static void refuseWiderScope(@Nullable String asked, String granted) {
        if (asked != null && !asked.isBlank() && !asked.equals(granted)) {
            throw new TokenRefusedException("invalid_scope", "The scope differs from the granted one");
        }
    }

    private static String required(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        if (value == null || value.isBlank()) {
            throw new TokenRefusedException("invalid_request", "Missing " + name);
        }
        return value;
    }

    static Map<String, Object> error(String code, String description) {
        return Map.of("error", code, "error_description", description);
    }

    static Mono<ServerResponse> json(HttpStatus status, Map<String, Object> body) {
        return ServerResponse.status(status)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body);
    }
}
