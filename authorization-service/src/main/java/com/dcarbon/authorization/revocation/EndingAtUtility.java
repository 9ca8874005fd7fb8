// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.revocation.Claimed.LeftTokens;
import com.dcarbon.authorization.revocation.RevocationAtUtility.Target;
import com.dcarbon.authorization.revocation.TokensAtUtility.Kind;
import com.dcarbon.authorization.revocation.rules.Half;
import com.dcarbon.authorization.token.TokenRefresh;
import com.dcarbon.authorization.token.TokenRefresh.RefreshRequest;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.database.OutlastingOutage;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.Revocation;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/**
 * One attempt to end an authorization at its utility: first the utility's record of it, for which the customer's tokens
 * can be needed, then the tokens (RFC 7009). Where the record is refused, the tokens end at once all the same.
 */
@Component
class EndingAtUtility {
    private final Revocations revocations;
    private final ProviderProfiles profiles;
    private final Map<AuthMethod, RevocationAtUtility> records = new EnumMap<>(AuthMethod.class);
    private final Map<AuthMethod, TokensAtUtility> tokens = new EnumMap<>(AuthMethod.class);
    private final Map<AuthMethod, TokenRefresh> refreshes = new EnumMap<>(AuthMethod.class);
    private final OutlastingOutage outlasting;
    private final Clock clock;

    EndingAtUtility(Revocations revocations, ProviderProfiles profiles, List<RevocationAtUtility> records,
            List<TokensAtUtility> tokens, List<TokenRefresh> refreshes, OutlastingOutage outlasting, Clock clock) {
        this.revocations = revocations;
        this.profiles = profiles;
        this.outlasting = outlasting;
        this.clock = clock;
        records.forEach(adapter -> this.records.put(adapter.method(), adapter));
        tokens.forEach(adapter -> this.tokens.put(adapter.method(), adapter));
        refreshes.forEach(adapter -> this.refreshes.put(adapter.method(), adapter));
    }

    /**
     * What came of it.
     *
     * @param record of the utility's record
     * @param tokens of the customer's tokens
     */
    record Ended(Half record, Half tokens) {}

    /** Empty if another one has the revocation by now. */
    Mono<Ended> attempt(ProviderProfile profile, Claimed claimed) {
        return record(profile, claimed)
                .flatMap(tried -> tokens(profile, tried).map(half -> new Ended(tried.half(), half)));
    }

    /** With the tokens as they are since then: a refresh can have taken place. */
    private record Tried(Claimed claimed, Half half) {}

    private Mono<Tried> record(ProviderProfile profile, Claimed claimed) {
        if (claimed.recordEnded()) {
            return Mono.just(new Tried(claimed, new Half.Ended()));
        }
        RevocationAtUtility adapter = records.get(claimed.method());
        if (adapter == null || profile.data().revocation() == Revocation.NONE) {
            return Mono.just(new Tried(claimed, new Half.NotOffered()));
        }
        return end(adapter, profile, claimed)
                .flatMap(tried -> needsCustomersToken(tried)
                        ? refreshed(profile, tried)
                                .flatMap(renewed -> renewed.equals(claimed)
                                        ? Mono.just(tried)
                                        : end(adapter, profile, renewed))
                        : Mono.just(tried))
                .flatMap(tried -> tried.half() instanceof Half.Ended
                        ? revocations.recordEnded(claimed, clock.instant()).thenReturn(tried)
                        : Mono.just(tried));
    }

    private Mono<Tried> end(RevocationAtUtility adapter, ProviderProfile profile, Claimed claimed) {
        URI address = claimed.authorizationUri();
        boolean theirs = address != null && profiles.hosts(profile).allows(address);
        var target = new Target(theirs ? address : null, claimed.authId(), address == null && claimed.hadTokens(),
                claimed.accessToken(clock.instant()));
        return adapter.revoke(profile, target).map(answer -> new Tried(claimed, Half.of(answer)));
    }

    private boolean needsCustomersToken(Tried tried) {
        return tried.half() instanceof Half.Open open && open.isRefused()
                && tried.claimed().accessToken(clock.instant()) == null && tried.claimed().refreshToken() != null;
    }

    /** With a fresh access token; the same if there is none to be had. */
    private Mono<Claimed> refreshed(ProviderProfile profile, Tried tried) {
        LeftTokens left = Objects.requireNonNull(tried.claimed().tokens());
        TokenRefresh adapter = refreshes.get(tried.claimed().method());
        return adapter == null
                ? Mono.just(tried.claimed())
                : adapter
                        .refresh(profile,
                                new RefreshRequest(Objects.requireNonNull(left.refreshToken()), left.scope()))
                        .flatMap(outcome -> outcome instanceof ProviderOutcome.Succeeded<TokenSet>(TokenSet fresh)
                                ? keep(tried.claimed(), left, fresh)
                                : Mono.just(tried.claimed()));
    }

    /** Stored before they are used: the old refresh token may be dead by now. */
    private Mono<Claimed> keep(Claimed claimed, LeftTokens old, TokenSet fresh) {
        String refreshToken = fresh.refreshToken() == null ? old.refreshToken() : fresh.refreshToken();
        var renewed = new LeftTokens(fresh.accessToken(), fresh.expiresAt(), refreshToken, old.scope());
        return outlasting.until(claimed.until(), revocations.renew(claimed, renewed))
                .filter(held -> held)
                .map(_ -> claimed.with(renewed));
    }

    private Mono<Half> tokens(ProviderProfile profile, Tried tried) {
        TokensAtUtility adapter = tokens.get(tried.claimed().method());
        if (adapter == null || !adapter.isOffered(profile)) {
            return Mono.just(new Half.NotOffered());
        }
        if (tried.half() instanceof Half.Open open) {
            return open.isRefused()
                    ? end(adapter, profile, tried.claimed()).flatMap(half -> forgotten(tried.claimed(), half))
                    : Mono.just(open); // they may be needed for the record
        }
        return end(adapter, profile, tried.claimed());
    }

    /** The record has to be waited for, but not with live tokens. */
    private Mono<Half> forgotten(Claimed claimed, Half half) {
        return half instanceof Half.Ended ? revocations.forget(claimed).thenReturn(half) : Mono.just(half);
    }

    /** By the refresh token, with which the others end, if the utility takes it. */
    private Mono<Half> end(TokensAtUtility adapter, ProviderProfile profile, Claimed claimed) {
        String accessToken = claimed.accessToken(clock.instant());
        String refreshToken = claimed.refreshToken();
        Mono<Half> byAccessToken = revoked(adapter, profile, Kind.ACCESS_TOKEN, accessToken);
        return refreshToken == null
                ? byAccessToken
                : revoked(adapter, profile, Kind.REFRESH_TOKEN, refreshToken)
                        .flatMap(half -> half instanceof Half.Open(ProviderTrouble.Gone _)
                                ? byAccessToken
                                : Mono.just(half));
    }

    private static Mono<Half> revoked(TokensAtUtility adapter, ProviderProfile profile, Kind kind,
            @Nullable String token) {
        return token == null
                ? Mono.just(new Half.Ended())
                : Mono.defer(() -> adapter.revoke(profile, kind, token)).map(Half::of);
    }
}
