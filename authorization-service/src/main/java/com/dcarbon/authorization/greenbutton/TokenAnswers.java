// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.greenbutton.espi.EspiScope;
import com.dcarbon.authorization.token.rules.ConsentAnswer;
import com.dcarbon.authorization.token.rules.DataLocations;
import com.dcarbon.authorization.token.rules.Grant;
import com.dcarbon.authorization.token.rules.Leftover;
import com.dcarbon.authorization.token.rules.NewAddresses;
import com.dcarbon.authorization.token.rules.RemainingAccess;
import com.dcarbon.authorization.token.rules.ResourceIds;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

/**
 * What a token endpoint's answer means (RFC 6749, sections 5.1 and 5.2, with the fields that ESPI adds and the liberties
 * that custodians take). Nothing that it says is believed without a look.
 */
final class TokenAnswers {
    /** Seen everywhere, and assumed where the custodian does not say. */
    private static final long USUAL_LIFE = 3600;
    private static final long LONGEST_LIFE = Duration.ofDays(400).toSeconds();

    private final Predicate<URI> ofProvider;

    /** @param ofProvider whether an address is on one of the provider's hosts and secure enough */
    TokenAnswers(Predicate<URI> ofProvider) {
        this.ofProvider = ofProvider;
    }

    /** @param requestedScope what was granted if the answer does not say */
    ConsentAnswer toConsent(RawAnswer raw, String requestedScope, Instant now) {
        Optional<TokenFields> fields = TokenFields.read(raw.body());
        TokenError error = error(raw, fields);
        return switch (tokens(raw, fields, now)) {
            case ProviderOutcome.Succeeded<TokenSet>(TokenSet tokens) ->
                grant(fields.orElseThrow(), tokens, requestedScope);
            case ProviderOutcome.Failed<TokenSet>(ProviderTrouble trouble) when error.isScopeRefused() ->
                new ConsentAnswer.ScopeRefused(trouble);
            case ProviderOutcome.Failed<TokenSet>(ProviderTrouble trouble) when error.isMaintenance() ->
                new ConsentAnswer.Maintenance(trouble);
            case ProviderOutcome.Failed<TokenSet>(ProviderTrouble trouble) -> new ConsentAnswer.Refused(trouble);
        };
    }

    ProviderOutcome<TokenSet> toRefresh(RawAnswer raw, Instant now) {
        Optional<TokenFields> fields = TokenFields.read(raw.body());
        return tokens(raw, fields, now).then(tokens -> ProviderOutcome.succeeded(readdressed(tokens, fields)));
    }

    /** Whether the answer is a plain 403, which some custodians give where the standard says {@code invalid_grant}. */
    static boolean isForbidden(RawAnswer raw) {
        return error(raw, TokenFields.read(raw.body())).isForbidden();
    }

    /** An address on another host is passed over: the tokens are good all the same, and the old ones may be used up. */
    private TokenSet readdressed(TokenSet tokens, Optional<TokenFields> fields) {
        return new TokenSet(tokens.accessToken(), tokens.refreshToken(), tokens.issuedAt(), tokens.expiresAt(),
                tokens.scope(), new NewAddresses(address(fields, "resourceURI"),
                        address(fields, "customerResourceURI"), address(fields, "authorizationURI")));
    }

    private @Nullable URI address(Optional<TokenFields> fields, String name) {
        return fields.flatMap(present -> present.uri(name)).filter(ofProvider).orElse(null);
    }

    /** Not every custodian offers client credentials, and that is nobody's mistake. */
    ProviderOutcome<TokenSet> toClientToken(RawAnswer raw, Instant now) {
        Optional<TokenFields> fields = TokenFields.read(raw.body());
        TokenError error = error(raw, fields);
        return error.isGrantNotOffered()
                ? ProviderOutcome.failed(new ProviderTrouble.Gone(error.detail()))
                : tokens(raw, fields, now);
    }

    private static TokenError error(RawAnswer raw, Optional<TokenFields> fields) {
        return TokenError.of(raw, fields.flatMap(present -> present.text("error")).orElse(""));
    }

    private static ProviderOutcome<TokenSet> tokens(RawAnswer raw, Optional<TokenFields> fields, Instant now) {
        if (raw.status() != 200 || fields.flatMap(present -> present.text("error")).isPresent()) {
            return ProviderOutcome.failed(error(raw, fields).trouble());
        }
        return fields.map(present -> tokens(present, now)).orElseGet(() -> malformed("no JSON object"));
    }

    private static ProviderOutcome<TokenSet> tokens(TokenFields fields, Instant now) {
        Optional<String> access = fields.token("access_token").or(() -> fields.token("client_access_token"));
        if (access.isEmpty()) {
            return malformed("no usable access_token");
        }
        if (!fields.text("token_type").orElse("Bearer").equalsIgnoreCase("Bearer")) {
            return malformed("another token_type");
        }
        long life = Math.min(fields.number("expires_in").filter(seconds -> seconds > 0).orElse(USUAL_LIFE),
                LONGEST_LIFE);
        return ProviderOutcome.succeeded(new TokenSet(access.get(), fields.token("refresh_token").orElse(null), now,
                now.plusSeconds(life), fields.text("scope").orElse(null)));
    }

    private ConsentAnswer grant(TokenFields fields, TokenSet tokens, String requestedScope) {
        Optional<URI> resource = fields.uri("resourceURI");
        Optional<URI> customer = fields.uri("customerResourceURI");
        Optional<URI> authorization = fields.uri("authorizationURI");
        String scope = tokens.scope() == null ? requestedScope : tokens.scope();
        Leftover left = left(fields, tokens, scope);
        if (resource.isEmpty()) {
            return unusable("no resourceURI", left);
        }
        if (!Stream.of(resource, customer, authorization).flatMap(Optional::stream).allMatch(ofProvider)) {
            return unusable("an address on another host", left);
        }
        if (!EspiScope.parse(scope).allowsIntervals()) {
            return new ConsentAnswer.TooNarrow(left);
        }
        var locations = new DataLocations(resource.get(), customer.orElse(null), authorization.orElse(null));
        return ResourceIds.last(authorization.orElse(resource.get()))
                .<ConsentAnswer>map(id -> new ConsentAnswer.Granted(new Grant(tokens, id, scope, locations, null)))
                .orElseGet(() -> unusable("an address without an id", null));
    }

    /** What is to be given back if it is not used, as far as addresses on the provider's hosts name it. */
    private @Nullable Leftover left(TokenFields fields, TokenSet tokens, String scope) {
        URI authorization = address(Optional.of(fields), "authorizationURI");
        URI resource = address(Optional.of(fields), "resourceURI");
        return Optional.ofNullable(authorization == null ? resource : authorization)
                .flatMap(ResourceIds::last)
                .map(id -> new Leftover(id, new RemainingAccess(authorization, tokens.accessToken(),
                        tokens.expiresAt(), tokens.refreshToken(), scope)))
                .orElse(null);
    }

    private static <T> ProviderOutcome<T> malformed(String detail) {
        return ProviderOutcome.failed(new ProviderTrouble.Malformed(detail));
    }

    private static ConsentAnswer unusable(String detail, @Nullable Leftover left) {
        return new ConsentAnswer.Unusable(new ProviderTrouble.Malformed(detail), left);
    }
}
