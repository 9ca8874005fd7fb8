// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.access.AccessAnswer;
import com.dcarbon.ingestion.access.AccessGrant;
import com.dcarbon.ingestion.access.AccessGrants;
import com.dcarbon.ingestion.espi.FeedDocument;
import com.dcarbon.ingestion.espi.MalformedFeedException;
import com.dcarbon.ingestion.feed.FeedImport;
import com.dcarbon.ingestion.greenbutton.Wanted.Purpose;
import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.DataRequest;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.SpoolFolder;
import com.dcarbon.platform.providers.ProviderHosts;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** One fetch of a customer's data, from the first request to the sorted readings. */
final class Fetching {
    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);
    private static final int PATIENCE_FOR_CUSTOMER_DATA = 2;
    private static final int UNAUTHORIZED = 401;

    private final Tools tools;
    private final ProviderProfile profile;
    private final DataRequest request;
    private final SpoolFolder folder;
    private final Places places;
    private final Walk walk;
    private AccessGrant grant;
    private boolean renewed;

    /** What every fetch needs. */
    @Component
    record Tools(ResourceClient resources, AccessGrants grants, ProviderProfiles profiles, GreenButtonSettings settings,
            Clock clock) {}

    Fetching(Tools tools, ProviderProfile profile, DataRequest request, AccessGrant grant, SpoolFolder folder) {
        this.tools = tools;
        this.profile = profile;
        this.request = request;
        this.grant = grant;
        this.folder = folder;
        var window = new DateWindow(profile.data().dateFilter(), request.start(), request.end());
        ProviderHosts hosts = tools.profiles().hosts(profile);
        this.places = new Places(request, hosts);
        this.walk = new Walk(profile, hosts, window, tools.settings().maxDocuments(), places);
        walk.want(Objects.requireNonNull(grant.resourceUri()).toString(), Purpose.ROOT);
    }

    Mono<FetchOutcome> run() {
        return nextOne().expand(fetched -> nextOne())
                .then(Mono.fromCallable(() -> FeedImport.of(walk.feed(), folder, profile.timeZone()))
                        .subscribeOn(Schedulers.boundedElastic()))
                .<FetchOutcome>map(FetchOutcome.Complete::new)
                .onErrorMap(MalformedFeedException.class, Fetching::malformed);
    }

    /** Fetches the next resource that is missing; empty once there is none. */
    private Mono<Wanted> nextOne() {
        return Mono.defer(() -> {
            Optional<Wanted> next = walk.next(Optional.ofNullable(grant.customerResourceUri()));
            return next.isEmpty() ? Mono.<Wanted>empty() : fetch(next.get()).thenReturn(next.get());
        });
    }

    private Mono<Void> fetch(Wanted wanted) {
        return Mono.defer(() -> tools.resources()
                .get(profile, walk.address(wanted), grant.requiredToken(),
                        body -> ReceivingDocument.receive(walk.nameOf(wanted), body, folder)))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(outcome -> heed(wanted, outcome))
                .onErrorResume(StopFetching.class, stop -> wanted.purpose() == Purpose.CUSTOMER && !mustWait(stop)
                        ? withoutCustomerData(stop)
                        : Mono.error(stop));
    }

    private Mono<Void> heed(Wanted wanted, ProviderOutcome<ResourceAnswer> outcome) {
        return switch (outcome) {
            case ProviderOutcome.Succeeded<ResourceAnswer>(ResourceAnswer answer) -> heed(wanted, answer);
            case ProviderOutcome.Failed<ResourceAnswer>(ProviderTrouble trouble) -> heed(wanted, trouble);
        };
    }

    private Mono<Void> heed(Wanted wanted, ResourceAnswer answer) {
        return switch (answer) {
            case ResourceAnswer.Document(FeedDocument document) -> take(wanted, document);
            case ResourceAnswer.Nothing _ -> Mono.empty();
            case ResourceAnswer.TooLarge _ -> stop(FetchFailure.FEED_TOO_LARGE, "too large", null);
            case ResourceAnswer.TokenRefused(int status) -> renew(wanted, status);
        };
    }

    private Mono<Void> heed(Wanted wanted, ProviderTrouble trouble) {
        String detail = trouble.detail();
        return switch (trouble) {
            case ProviderTrouble.Unavailable down -> stop(FetchFailure.PROVIDER_UNAVAILABLE, detail, down.notBefore());
            case ProviderTrouble.Throttled throttled -> stop(
                    new FetchOutcome.Paused(orLater(throttled.until()), FetchFailure.PROVIDER_BUSY));
            case ProviderTrouble.Pending pending -> stop(new FetchOutcome.Preparing(orLater(pending.until()),
                    places.with(walk.nameOf(wanted), pending.askAgain())));
            case ProviderTrouble.Gone _ -> gone(wanted, detail);
            case ProviderTrouble.Malformed _ -> stop(FetchFailure.MALFORMED_FEED, detail, null);
            case ProviderTrouble.Misconfigured _ -> stop(FetchFailure.REQUEST_REFUSED, detail, null);
            case ProviderTrouble.PaymentRequired _ -> stop(FetchFailure.PAYMENT_REQUIRED, detail, null);
            case ProviderTrouble.ReauthorizationNeeded _,ProviderTrouble.Revoked _ -> stop(
                    FetchFailure.REAUTHORIZATION_REQUIRED, detail, null);
        };
    }

    private Mono<Void> take(Wanted wanted, FeedDocument document) {
        return Mono.<Void>fromCallable(() -> {
            walk.take(wanted, document);
            return null;
        }).onErrorMap(MalformedFeedException.class, Fetching::malformed);
    }

    private static StopFetching malformed(MalformedFeedException e) {
        return StopFetching.failed(FetchFailure.MALFORMED_FEED, String.valueOf(e.getMessage()));
    }

    /**
     * Once in a fetch. Whether the grant is over, only the authorization service knows, which asks the utility; where it
     * says that all is well and the utility refuses still, our operators have to find out why. A customer feed that is
     * simply not shared is no reason.
     */
    private Mono<Void> renew(Wanted wanted, int status) {
        boolean notShared = wanted.purpose() == Purpose.CUSTOMER && status != UNAUTHORIZED;
        if (renewed || notShared) {
            return stop(FetchFailure.REQUEST_REFUSED, "status " + status + " although the authorization stands", null);
        }
        renewed = true;
        return tools.grants().renewed(request.authorizationId(), grant).flatMap(answer -> switch (answer) {
            case AccessAnswer.Granted(AccessGrant fresh) -> {
                grant = fresh;
                walk.again(wanted);
                yield Mono.empty();
            }
            case AccessAnswer.NotActive _ -> stop(FetchFailure.REAUTHORIZATION_REQUIRED, "status " + status, null);
            case AccessAnswer.Unavailable(String detail) -> stop(
                    new FetchOutcome.Hindered(FetchFailure.TOKEN_UNAVAILABLE, detail));
        });
    }

    /** What a link names and is not there has no data; what the token answer names must be there, to its last page. */
    private Mono<Void> gone(Wanted wanted, String detail) {
        if (places.forget(walk.nameOf(wanted))) {
            walk.again(wanted);
            return Mono.empty();
        }
        return switch (wanted.purpose()) {
            case ROOT -> walk.wantUsagePoints(wanted)
                    ? Mono.empty()
                    : stop(FetchFailure.DATA_GONE, detail, null);
            case PAGE -> stop(FetchFailure.PROTOCOL_ERROR, "a page is not there", null);
            case BRANCH, READINGS, CUSTOMER -> Mono.empty();
        };
    }

    private static Mono<Void> stop(FetchOutcome outcome) {
        return Mono.error(StopFetching.with(outcome));
    }

    private static Mono<Void> stop(FetchFailure reason, String detail, @Nullable Instant notBefore) {
        return stop(new FetchOutcome.Failed(reason, detail, notBefore));
    }

    private Instant orLater(@Nullable Instant until) {
        return until == null ? tools.clock().instant().plus(tools.settings().notReadyDelay()) : until;
    }

    /** Customer data are waited for a few times where time may help; then the readings come without them. */
    private boolean mustWait(StopFetching stop) {
        boolean passing = switch (stop.outcome()) {
            case FetchOutcome.Preparing _,FetchOutcome.Paused _,FetchOutcome.Hindered _ -> true;
            case FetchOutcome.Failed failed -> failed.reason().remedy() == FetchFailure.Remedy.TIME;
            case FetchOutcome.Complete _ -> false;
        };
        return passing && request.repeated() < PATIENCE_FOR_CUSTOMER_DATA;
    }

    private Mono<Void> withoutCustomerData(StopFetching stop) {
        LOG.atInfo()
                .addKeyValue("authorization_id", request.authorizationId())
                .log("meters are imported without customer data: {}", stop.outcome());
        return Mono.empty();
    }
}
