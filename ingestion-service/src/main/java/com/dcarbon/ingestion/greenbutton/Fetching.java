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
import com.dcarbon.ingestion.espi.MalformedFeedException;
import com.dcarbon.ingestion.espi.SpooledDocument;
import com.dcarbon.ingestion.greenbutton.Wanted.Purpose;
import com.dcarbon.ingestion.source.DataRequest;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.SpoolFolder;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

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
        this.walk = new Walk(profile, tools.profiles().hosts(profile), window, tools.settings().maxDocuments());
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
                .get(profile, walk.address(wanted), grant.accessToken(), folder.newFile()))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(answer -> heed(wanted, answer))
                .onErrorResume(StopFetching.class, stop -> wanted.purpose() == Purpose.CUSTOMER && !mustWait(stop)
                        ? withoutCustomerData(stop)
                        : Mono.error(stop));
    }

    private Mono<Void> heed(Wanted wanted, ResourceAnswer answer) {
        return switch (answer) {
            case ResourceAnswer.Document(SpooledDocument document) -> take(wanted, document);
            case ResourceAnswer.Nothing nothing -> Mono.empty();
            case ResourceAnswer.TokenRefused refused -> renew(wanted, refused.status());
            case ResourceAnswer.Gone gone -> gone(wanted, gone.status());
            case ResourceAnswer.NotReady(Instant until) -> Mono.error(StopFetching.waiting(orLater(until)));
            case ResourceAnswer.Resting(Instant until) -> Mono.error(StopFetching.waiting(until));
            case ResourceAnswer.Busy(Instant until) -> stop(FetchFailure.PROVIDER_BUSY, "status 429", until);
            case ResourceAnswer.Unavailable(String what, Instant until) -> stop(FetchFailure.PROVIDER_UNAVAILABLE, what,
                    until);
            case ResourceAnswer.NotAFeed(String type) -> stop(FetchFailure.MALFORMED_FEED, "a page of " + type, null);
            case ResourceAnswer.TooLarge tooLarge -> stop(FetchFailure.FEED_TOO_LARGE, "too large", null);
            case ResourceAnswer.Rejected(int status) when status < 400 -> stop(FetchFailure.PROTOCOL_ERROR,
                    "redirected with status " + status, null);
            case ResourceAnswer.Rejected(int status) -> stop(FetchFailure.REQUEST_REFUSED, "status " + status, null);
        };
    }

    private Mono<Void> take(Wanted wanted, SpooledDocument document) {
        return Mono.<Void>fromCallable(() -> {
            walk.take(wanted, document);
            return null;
        }).onErrorMap(MalformedFeedException.class, Fetching::malformed);
    }

    private static StopFetching malformed(MalformedFeedException e) {
        return StopFetching.failed(FetchFailure.MALFORMED_FEED, String.valueOf(e.getMessage()));
    }

    /** Once in a fetch; a customer feed that is simply not shared is no reason. */
    private Mono<Void> renew(Wanted wanted, int status) {
        boolean notShared = wanted.purpose() == Purpose.CUSTOMER && status != UNAUTHORIZED;
        if (renewed || notShared) {
            return stop(FetchFailure.REAUTHORIZATION_REQUIRED, "status " + status, null);
        }
        renewed = true;
        return tools.grants().renewed(request.authorizationId(), grant).flatMap(answer -> switch (answer) {
            case AccessAnswer.Granted(AccessGrant fresh) -> {
                grant = fresh;
                walk.again(wanted);
                yield Mono.empty();
            }
            case AccessAnswer.NotActive inactive -> stop(FetchFailure.REAUTHORIZATION_REQUIRED, "status " + status,
                    null);
            case AccessAnswer.Unavailable(String detail) -> stop(FetchFailure.TOKEN_UNAVAILABLE, detail, null);
        });
    }

    /** What a link names and is not there has no data; what the token answer names must be there, to its last page. */
    private Mono<Void> gone(Wanted wanted, int status) {
        return switch (wanted.purpose()) {
            case ROOT -> walk.wantUsagePoints(wanted)
                    ? Mono.empty()
                    : stop(FetchFailure.DATA_GONE, "status " + status, null);
            case PAGE -> stop(FetchFailure.PROTOCOL_ERROR, "a page is not there", null);
            case BRANCH, READINGS, CUSTOMER -> Mono.empty();
        };
    }

    private static Mono<Void> stop(FetchFailure reason, String detail, @Nullable Instant notBefore) {
        return Mono.error(StopFetching.failed(reason, detail, notBefore));
    }

    private Instant orLater(@Nullable Instant until) {
        return until == null ? tools.clock().instant().plus(tools.settings().notReadyDelay()) : until;
    }

    /** Customer data are waited for a few times where time may help; then the readings come without them. */
    private boolean mustWait(StopFetching stop) {
        boolean passing = switch (stop.outcome()) {
            case FetchOutcome.Waiting waiting -> true;
            case FetchOutcome.Failed failed -> failed.reason().remedy() == FetchFailure.Remedy.TIME;
            case FetchOutcome.Complete complete -> false;
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
