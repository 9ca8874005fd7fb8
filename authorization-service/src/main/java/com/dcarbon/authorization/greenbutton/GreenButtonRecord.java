// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.greenbutton.espi.AuthorizationDocument;
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
    public Mono<ProviderOutcome<Standing>> read(ProviderProfile profile, Known known) {
        URI address = known.address();
        return address == null
                ? Mono.just(ProviderOutcome.failed(new ProviderTrouble.Gone("no record to read")))
                : read(profile, address, known.accessToken());
    }

    Mono<ProviderOutcome<Standing>> read(ProviderProfile profile, URI address, @Nullable String accessToken) {
        return clientTokens.of(profile)
                .flatMap(token -> switch (token) {
                    case ProviderOutcome.Succeeded<TokenSet>(TokenSet own) -> read(profile, address, own);
                    case ProviderOutcome.Failed<TokenSet>(ProviderTrouble trouble) ->
                        Mono.just(ProviderOutcome.<Standing>failed(trouble));
                })
                .flatMap(answer -> isClosed(answer) && accessToken != null
                        ? readWith(profile, address, accessToken)
                        : Mono.just(answer))
                .timeout(LIMIT, Mono.just(ProviderOutcome.failed(new ProviderTrouble.Unavailable("too slow", null))));
    }

    /** Whether the client's own token opens nothing here. */
    private static boolean isClosed(ProviderOutcome<Standing> answer) {
        return answer instanceof ProviderOutcome.Failed<Standing>(ProviderTrouble trouble)
                && (trouble instanceof ProviderTrouble.Gone || trouble instanceof ProviderTrouble.Misconfigured);
    }

    private Mono<ProviderOutcome<Standing>> read(ProviderProfile profile, URI address, TokenSet own) {
        return readWith(profile, address, own.accessToken());
    }

    private Mono<ProviderOutcome<Standing>> readWith(ProviderProfile profile, URI address, String token) {
        var request = line.http().get().uri(address)
                .accept(MediaType.APPLICATION_ATOM_XML, MediaType.APPLICATION_XML)
                .headers(headers -> headers.setBearerAuth(token));
        return line.measured(profile, "authorization_read", line.answer(request).map(GreenButtonRecord::standing),
                Function.identity(), ProviderOutcome::failed);
    }

    private static ProviderOutcome<Standing> standing(RawAnswer raw) {
        return switch (raw.status()) {
            case 200 -> AuthorizationDocument.status(raw.body())
                    .map(GreenButtonRecord::standing)
                    .orElseGet(() -> ProviderOutcome.failed(new ProviderTrouble.Malformed("no Authorization in it")));
            case 404, 410 -> ProviderOutcome.failed(new ProviderTrouble.Revoked("status " + raw.status()));
            case 401, 403 -> ProviderOutcome.failed(new ProviderTrouble.Gone("status " + raw.status()));
            case 201, 202, 204 -> ProviderOutcome.failed(new ProviderTrouble.Malformed("status " + raw.status()));
            default -> ProviderOutcome.failed(ProviderStatus.trouble(raw.status(), raw.retryAfter()));
        };
    }

    /** ESPI, AuthorizationStatus: 0 revoked, 1 active, 2 denied. */
    private static ProviderOutcome<Standing> standing(int status) {
        return switch (status) {
            case 0 -> ProviderOutcome.failed(new ProviderTrouble.Revoked("Authorization status 0"));
            case 1 -> ProviderOutcome.succeeded(Standing.ACTIVE);
            case 2 -> ProviderOutcome.succeeded(Standing.DENIED);
            default -> ProviderOutcome.failed(new ProviderTrouble.Malformed("Authorization status unknown"));
        };
    }
}
