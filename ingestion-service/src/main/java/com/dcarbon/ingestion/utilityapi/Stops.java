// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

/** How a fetch ends early. */
@Component
class Stops {
    private final UtilityApiSettings settings;
    private final Clock clock;

    Stops(UtilityApiSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What trouble means for an import. The token is ours, so that a refused one is our operators' business. */
    StopFetching because(ProviderTrouble trouble) {
        String detail = trouble.detail();
        return switch (trouble) {
            case ProviderTrouble.Unavailable down ->
                failed(FetchFailure.PROVIDER_UNAVAILABLE, detail, down.notBefore());
            case ProviderTrouble.Throttled throttled -> StopFetching
                    .with(new FetchOutcome.Paused(orLater(throttled.until()), FetchFailure.PROVIDER_BUSY));
            case ProviderTrouble.Pending _ -> failed(FetchFailure.MALFORMED_FEED, detail, null);
            case ProviderTrouble.Gone _ -> failed(FetchFailure.DATA_GONE, detail, null);
            case ProviderTrouble.Malformed _ -> failed(FetchFailure.MALFORMED_FEED, detail, null);
            case ProviderTrouble.Misconfigured _ -> failed(FetchFailure.REQUEST_REFUSED, detail, null);
            case ProviderTrouble.PaymentRequired _ -> failed(FetchFailure.PAYMENT_REQUIRED, detail, null);
            case ProviderTrouble.ReauthorizationNeeded _,ProviderTrouble.Revoked _ -> failed(
                    FetchFailure.REAUTHORIZATION_REQUIRED, detail, null);
        };
    }

    static StopFetching failed(FetchFailure reason, String detail, @Nullable Instant notBefore) {
        return StopFetching.with(new FetchOutcome.Failed(reason, detail, notBefore));
    }

    /** UtilityAPI is at it: the same is asked again later, or as soon as a webhook says so. */
    StopFetching preparing(Errand errand) {
        return preparing(errand, clock.instant().plus(settings.notReadyDelay()));
    }

    StopFetching preparing(Errand errand, Instant until) {
        return StopFetching.with(new FetchOutcome.Preparing(until, errand.request().places()));
    }

    private Instant orLater(@Nullable Instant until) {
        return until == null ? clock.instant().plus(settings.notReadyDelay()) : until;
    }
}
