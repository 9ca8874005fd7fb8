// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.greenbutton.espi.AuthorizationDocument;
import com.dcarbon.authorization.greenbutton.espi.AuthorizedPeriod;
import com.dcarbon.authorization.token.UtilitysRecord;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderStatus;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/**
 * The Authorization resource (ESPI 3.3), read with the client's own token, or with the customer's where a custodian
 * gives no other. Status 0 and an address that is gone mean revoked.
 */
@Component
class GreenButtonRecord implements UtilitysRecord {
    /** For both requests: whoever asks holds a lease meanwhile. */
    private static final Duration LIMIT = Duration.ofSeconds(12);

    private final ClientTokens clientTokens;
    private final CustodianLine line;

    GreenButtonRecord(ClientTokens clientTokens, CustodianLine line) {
        this.clientTokens = clientTokens;
        this.line = line;
    }

    @Override
    public AuthMethod method() {
        return AuthMethod.GREEN_BUTTON;
    }

    @Override
    public Mono<ProviderOutcome<Seen>> read(ProviderProfile profile, Known known) {
        URI address = known.address();
        return address == null
                ? Mono.just(ProviderOutcome.failed(new ProviderTrouble.Gone("no record to read")))
                : read(profile, address, known.accessToken());
    }

    /** @param accessToken the customer's, where the client's own opens nothing; or null */
    Mono<ProviderOutcome<Seen>> read(ProviderProfile profile, URI address, @Nullable String accessToken) {
        return clientTokens.of(profile)
                .flatMap(token -> switch (token) {
                    case ProviderOutcome.Succeeded<TokenSet>(TokenSet own) -> read(profile, address, own);
                    case ProviderOutcome.Failed<TokenSet>(ProviderTrouble trouble) ->
                        Mono.just(ProviderOutcome.<Seen>failed(trouble));
                })
                .flatMap(answer -> isClosed(answer) && accessToken != null
                        ? readWith(profile, address, accessToken)
                        : Mono.just(answer))
                .timeout(LIMIT, Mono.just(ProviderOutcome.failed(new ProviderTrouble.Unavailable("too slow", null))));
    }

    /** Whether the client's own token opens nothing here. */
    private static boolean isClosed(ProviderOutcome<Seen> answer) {
        return answer instanceof ProviderOutcome.Failed<Seen>(ProviderTrouble trouble)
                && (trouble instanceof ProviderTrouble.Gone || trouble instanceof ProviderTrouble.Misconfigured);
    }

    private Mono<ProviderOutcome<Seen>> read(ProviderProfile profile, URI address, TokenSet own) {
        return readWith(profile, address, own.accessToken());
    }

    private Mono<ProviderOutcome<Seen>> readWith(ProviderProfile profile, URI address, String token) {
        var request = line.to(profile).get().uri(address)
                .accept(MediaType.APPLICATION_ATOM_XML, MediaType.APPLICATION_XML)
                .headers(headers -> headers.setBearerAuth(token));
        return line.measured(profile, "authorization_read", line.answer(request).map(GreenButtonRecord::seen),
                Function.identity(), ProviderOutcome::failed);
    }

    static ProviderOutcome<Seen> seen(RawAnswer raw) {
        return switch (raw.status()) {
            case 200 -> AuthorizationDocument.read(raw.body())
                    .map(GreenButtonRecord::seen)
                    .orElseGet(() -> ProviderOutcome.failed(new ProviderTrouble.Malformed("no Authorization in it")));
            case 404, 410 -> ProviderOutcome.failed(new ProviderTrouble.Revoked("status " + raw.status()));
            case 401, 403 -> ProviderOutcome.failed(new ProviderTrouble.Gone("status " + raw.status()));
            case 201, 202, 204 -> ProviderOutcome.failed(new ProviderTrouble.Malformed("status " + raw.status()));
            default -> ProviderOutcome.failed(ProviderStatus.trouble(raw.status(), raw.retryAfter()));
        };
    }

    /** ESPI, AuthorizationStatus: 0 revoked, 1 active, 2 denied. */
    private static ProviderOutcome<Seen> seen(AuthorizationDocument.Facts facts) {
        return switch (facts.status()) {
            case 0 -> ProviderOutcome.failed(new ProviderTrouble.Revoked("Authorization status 0"));
            case 1 -> ProviderOutcome.succeeded(seen(Standing.ACTIVE, facts));
            case 2 -> ProviderOutcome.succeeded(seen(Standing.DENIED, facts));
            default -> ProviderOutcome.failed(new ProviderTrouble.Malformed("Authorization status unknown"));
        };
    }

    private static Seen seen(Standing standing, AuthorizationDocument.Facts facts) {
        AuthorizedPeriod period = facts.period();
        return new Seen(standing, period != null, period == null ? null : period.end());
    }
}
