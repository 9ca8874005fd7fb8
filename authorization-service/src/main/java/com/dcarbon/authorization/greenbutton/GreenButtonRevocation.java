// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

import com.dcarbon.authorization.revocation.RevocationAtUtility;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderStatus;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/**
 * Deletes the Authorization resource (ESPI 3.3), with the client's own token, or with the customer's where a custodian
 * takes no other. One that refuses, or accepts without having done it, is asked how the record stands.
 */
@Component
class GreenButtonRevocation implements RevocationAtUtility {
    /** For all requests together: whoever asks holds a lease meanwhile. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ClientTokens clientTokens;
    private final GreenButtonRecord records;
    private final CustodianLine line;

    GreenButtonRevocation(ClientTokens clientTokens, GreenButtonRecord records, CustodianLine line) {
        this.clientTokens = clientTokens;
        this.records = records;
        this.line = line;
    }

    @Override
    public AuthMethod method() {
        return AuthMethod.GREEN_BUTTON;
    }

    @Override
    public Mono<ProviderOutcome<Done>> revoke(ProviderProfile profile, Target target) {
        URI address = address(profile, target);
        if (address == null) {
            return Mono.just(ProviderOutcome.failed(new ProviderTrouble.Gone("no record to delete")));
        }
        return (target.guessed() ? byGuess(profile, address, target) : byItsAddress(profile, address, target))
                .timeout(LIMIT, Mono.just(ProviderOutcome.failed(new ProviderTrouble.Unavailable("too slow", null))));
    }

    private Mono<ProviderOutcome<Done>> byItsAddress(ProviderProfile profile, URI address, Target target) {
        return clientTokens.of(profile)
                .flatMap(token -> switch (token) {
                    case ProviderOutcome.Succeeded<TokenSet>(TokenSet own) ->
                        delete(profile, address, own.accessToken());
                    case ProviderOutcome.Failed<TokenSet>(ProviderTrouble trouble) ->
                        Mono.just(ProviderOutcome.<Done>failed(trouble));
                })
                .flatMap(answer -> orWithCustomersToken(profile, address, target.accessToken(), answer))
                .flatMap(answer -> orEndedThere(profile, address, target.accessToken(), answer));
    }

    /** Where the standard puts it, if the utility did not say. */
    private static @Nullable URI address(ProviderProfile profile, Target target) {
        String authId = target.authId();
        return target.address() != null || authId == null
                ? target.address()
                : UriComponentsBuilder.fromUri(profile.data().resourceBase()).pathSegment("Authorization", authId)
                        .encode().build().toUri();
    }

    /**
     * Another customer's authorization may have the number that is the data's here: only the customer's own token is shown
     * to it, and that there is nothing proves no end.
     */
    private Mono<ProviderOutcome<Done>> byGuess(ProviderProfile profile, URI guess, Target target) {
        String accessToken = target.accessToken();
        if (accessToken == null) {
            return Mono.just(ProviderOutcome.failed(new ProviderTrouble.Gone("no record to delete")));
        }
        return delete(profile, guess, accessToken)
                .map(answer -> answer instanceof ProviderOutcome.Failed<Done>(ProviderTrouble.Revoked nothing)
                        ? ProviderOutcome.failed(new ProviderTrouble.Gone(nothing.detail()))
                        : answer);
    }

    private Mono<ProviderOutcome<Done>> orWithCustomersToken(ProviderProfile profile, URI address,
            @Nullable String accessToken, ProviderOutcome<Done> answer) {
        return isRefused(answer) && accessToken != null
                ? delete(profile, address, accessToken)
                : Mono.just(answer);
    }

    private Mono<ProviderOutcome<Done>> orEndedThere(ProviderProfile profile, URI address,
            @Nullable String accessToken, ProviderOutcome<Done> answer) {
        return isRefused(answer) || isAccepted(answer)
                ? records.read(profile, address, accessToken)
                        .map(standing -> standing instanceof ProviderOutcome.Failed<?>(ProviderTrouble.Revoked ended)
                                ? ProviderOutcome.<Done>failed(ended)
                                : answer)
                : Mono.just(answer);
    }

    /** Whether the custodian has answered, and does not do it. */
    private static boolean isRefused(ProviderOutcome<Done> answer) {
        return answer instanceof ProviderOutcome.Failed<Done>(ProviderTrouble trouble)
                && (trouble instanceof ProviderTrouble.Gone || trouble instanceof ProviderTrouble.Misconfigured);
    }

    /** Whether the custodian will do it, or has: some say no more however often they are asked, but their record does. */
    private static boolean isAccepted(ProviderOutcome<Done> answer) {
        return answer instanceof ProviderOutcome.Failed<Done>(ProviderTrouble.Pending _);
    }

    private Mono<ProviderOutcome<Done>> delete(ProviderProfile profile, URI address, String token) {
        var request = line.to(profile).delete().uri(address).headers(headers -> headers.setBearerAuth(token));
        return line.measured(profile, "authorization_delete", line.answer(request).map(raw -> done(raw, address)),
                Function.identity(), ProviderOutcome::failed);
    }

    static ProviderOutcome<Done> done(RawAnswer raw, URI address) {
        return switch (raw.status()) {
            case 200, 204 -> ProviderOutcome.succeeded(Done.DONE);
            case 201, 202 -> ProviderOutcome.failed(new ProviderTrouble.Pending("status " + raw.status(), address,
                    raw.retryAfter()));
            case 404, 410 -> ProviderOutcome.failed(new ProviderTrouble.Revoked("status " + raw.status()));
            case 401, 403 -> ProviderOutcome.failed(new ProviderTrouble.Gone("status " + raw.status()));
            default -> raw.status() < 300
                    ? ProviderOutcome.failed(new ProviderTrouble.Malformed("status " + raw.status()))
                    : ProviderOutcome.failed(ProviderStatus.trouble(raw.status(), raw.retryAfter()));
        };
    }
}
