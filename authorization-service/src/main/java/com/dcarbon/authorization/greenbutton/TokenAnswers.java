// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.dcarbon.authorization.greenbutton.espi.EspiScope;
import com.dcarbon.authorization.token.rules.DataLocations;
import com.dcarbon.authorization.token.rules.Grant;
import com.dcarbon.authorization.token.rules.Refusal;
import com.dcarbon.authorization.token.rules.TokenAnswer;
import com.dcarbon.authorization.token.rules.TokenSet;

/**
 * What a token endpoint's answer means (RFC 6749, sections 5.1 and 5.2, with the fields that ESPI adds and the liberties
 * that custodians take). Nothing that it says is believed without a look.
 */
final class TokenAnswers {
    /** Seen everywhere, and assumed where the custodian does not say. */
    private static final long USUAL_LIFE = 3600;
    private static final long LONGEST_LIFE = Duration.ofDays(400).toSeconds();

    /** RFC 6749, sections 5.2 and 4.1.2.1. */
    private static final Map<String, Refusal> ERRORS = Map.of("invalid_grant", Refusal.GRANT_ENDED, "access_denied",
            Refusal.GRANT_ENDED, "invalid_client", Refusal.CLIENT_REFUSED, "unauthorized_client",
            Refusal.CLIENT_REFUSED, "invalid_request", Refusal.CLIENT_REFUSED, "unsupported_grant_type",
            Refusal.CLIENT_REFUSED, "invalid_scope", Refusal.SCOPE_REFUSED, "temporarily_unavailable",
            Refusal.MAINTENANCE, "server_error", Refusal.UNAVAILABLE);

    private final Predicate<URI> ofProvider;

    /** @param ofProvider whether an address is on one of the provider's hosts and secure enough */
    TokenAnswers(Predicate<URI> ofProvider) {
        this.ofProvider = ofProvider;
    }

    /** @param requestedScope what was granted if the answer does not say */
    TokenAnswer<Grant> toCode(RawAnswer raw, String requestedScope, Instant now) {
        return switch (toRefresh(raw, now)) {
            case TokenAnswer.Granted<TokenSet>(TokenSet tokens) -> grant(raw, tokens, requestedScope);
            case TokenAnswer.Refused<TokenSet>(Refusal refusal, String hint) -> refused(refusal, hint);
        };
    }

    TokenAnswer<TokenSet> toRefresh(RawAnswer raw, Instant now) {
        Optional<TokenFields> fields = TokenFields.read(raw.body());
        Optional<String> error = fields.flatMap(present -> present.text("error"));
        if (error.isPresent() || raw.status() != 200) {
            return refused(refusal(raw.status(), error.orElse("")), hint(raw.status(), error.orElse("")));
        }
        return fields.map(present -> tokens(present, now)).orElseGet(() -> refused(Refusal.NONSENSE, "no JSON object"));
    }

    private static TokenAnswer<TokenSet> tokens(TokenFields fields, Instant now) {
        Optional<String> access = fields.token("access_token").or(() -> fields.token("client_access_token"));
        if (access.isEmpty()) {
            return refused(Refusal.NONSENSE, "no usable access_token");
        }
        if (!fields.text("token_type").orElse("Bearer").equalsIgnoreCase("Bearer")) {
            return refused(Refusal.NONSENSE, "another token_type");
        }
        long life = Math.min(fields.number("expires_in").filter(seconds -> seconds > 0).orElse(USUAL_LIFE),
                LONGEST_LIFE);
        return new TokenAnswer.Granted<>(new TokenSet(access.get(), fields.token("refresh_token").orElse(null), now,
                now.plusSeconds(life), fields.text("scope").orElse(null)));
    }

    private TokenAnswer<Grant> grant(RawAnswer raw, TokenSet tokens, String requestedScope) {
        TokenFields fields = TokenFields.read(raw.body()).orElseThrow();
        Optional<URI> resource = fields.uri("resourceURI");
        Optional<URI> customer = fields.uri("customerResourceURI");
        Optional<URI> authorization = fields.uri("authorizationURI");
        if (resource.isEmpty()) {
            return refused(Refusal.NONSENSE, "no resourceURI");
        }
        if (!Stream.of(resource, customer, authorization).flatMap(Optional::stream).allMatch(ofProvider)) {
            return refused(Refusal.NONSENSE, "an address on another host");
        }
        String scope = tokens.scope() == null ? requestedScope : tokens.scope();
        if (!EspiScope.parse(scope).allowsIntervals()) {
            return refused(Refusal.SCOPE_TOO_NARROW, "no interval function block");
        }
        return lastSegment(authorization.orElse(resource.get()))
                .<TokenAnswer<Grant>>map(authId -> new TokenAnswer.Granted<>(new Grant(tokens, authId, scope,
                        new DataLocations(resource.get(), customer.orElse(null), authorization.orElse(null)))))
                .orElseGet(() -> refused(Refusal.NONSENSE, "an address without an id"));
    }

    /** The id of an authorization or subscription is the last segment of its address, whatever stands before it. */
    private static Optional<String> lastSegment(URI address) {
        String path = String.valueOf(address.getPath()).replaceAll("/+$", "");
        return Optional.of(path.substring(path.lastIndexOf('/') + 1)).filter(id -> !id.isEmpty() && id.length() <= 256);
    }

    private static Refusal refusal(int status, String error) {
        Refusal known = ERRORS.get(error);
        return known == null ? byStatus(status) : known;
    }

    private static Refusal byStatus(int status) {
        return switch (status) {
            case 401, 403 -> Refusal.CLIENT_REFUSED;
            case 503 -> Refusal.MAINTENANCE;
            case 408, 429 -> Refusal.UNAVAILABLE;
            default -> status >= 500 ? Refusal.UNAVAILABLE : Refusal.NONSENSE;
        };
    }

    /** Only words of the protocol itself: an unknown error could be any text. */
    private static String hint(int status, String error) {
        return ERRORS.containsKey(error) ? status + " " + error : String.valueOf(status);
    }

    private static <T> TokenAnswer<T> refused(Refusal refusal, String hint) {
        return new TokenAnswer.Refused<>(refusal, hint);
    }
}
