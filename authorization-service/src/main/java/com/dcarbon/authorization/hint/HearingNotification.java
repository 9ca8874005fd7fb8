// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.hint;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.hint.NotifiedResource.Kind;
import com.dcarbon.authorization.token.Checks;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.authorization.ProviderNotified;
import com.dcarbon.platform.outbox.Outbox;
import com.dcarbon.platform.work.AfterCommit;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Queues what a utility tells, in one transaction: news of data for ingestion, news of an authorization to be read back
 * here. What concerns no active authorization is passed over.
 */
@Component
public class HearingNotification {
    private static final int MOST_PER_EVENT = 50;

    private final HeldAuthorizations held;
    private final ToldLately told;
    private final Checks checks;
    private final Outbox outbox;
    private final TransactionalOperator tx;
    private final MeterRegistry metrics;
    private final Clock clock;

    HearingNotification(HeldAuthorizations held, ToldLately told, Checks checks, Outbox outbox,
            TransactionalOperator tx, MeterRegistry metrics, Clock clock) {
        this.held = held;
        this.told = told;
        this.checks = checks;
        this.outbox = outbox;
        this.tx = tx;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Completes when everything is queued; what was told a moment ago is told no second time. */
    public Mono<Void> hear(String providerId, Collection<NotifiedResource> resources) {
        return hear(List.of(providerId), resources, true);
    }

    /**
     * The same for what is known to be news, from an account at a provider that serves several utilities.
     *
     * @param providerIds the profiles of the account
     */
    public Mono<Void> hearNews(List<String> providerIds, Collection<NotifiedResource> resources) {
        return hear(providerIds, resources, false);
    }

    private Mono<Void> hear(List<String> providerIds, Collection<NotifiedResource> resources, boolean mayRepeat) {
        var ids = resources.stream().map(NotifiedResource::id).collect(Collectors.toUnmodifiableSet());
        return held.named(providerIds, ids).collectList()
                .flatMap(found -> count(providerIds.getFirst(), "unknown", resources.stream()
                        .filter(resource -> mayRepeat && found.stream().noneMatch(each -> each.holds(resource)))
                        .count()).thenReturn(found))
                .flatMapMany(Flux::fromIterable)
                .concatMap(authorization -> queue(authorization,
                        resources.stream().filter(authorization::holds).toList(), mayRepeat))
                .then()
                .as(tx::transactional);
    }

    private Mono<Void> queue(HeldAuthorization authorization, List<NotifiedResource> resources, boolean mayRepeat) {
        String providerId = authorization.providerId();
        boolean changed = resources.stream().anyMatch(resource -> resource.kind() == Kind.AUTHORIZATION);
        List<URI> data = resources.stream().filter(resource -> resource.kind() != Kind.AUTHORIZATION)
                .map(NotifiedResource::address).distinct().toList();
        Mono<Void> check = changed
                ? checks.add(authorization.id(), clock.instant()).then(count(providerId, "authorization", 1))
                : Mono.empty();
        return data.isEmpty() ? check : check.then(Mono.defer(() -> hint(authorization, data, mayRepeat)));
    }

    private Mono<Void> hint(HeldAuthorization authorization, List<URI> data, boolean mayRepeat) {
        String providerId = authorization.providerId();
        Instant now = clock.instant();
        return (mayRepeat ? told.news(authorization.id(), data) : Mono.just(data))
                .flatMap(news -> count(providerId, "data", news.size())
                        .then(count(providerId, "repeated", data.size() - news.size()))
                        .thenReturn(news))
                .flatMapMany(news -> Flux.fromIterable(news).buffer(MOST_PER_EVENT))
                .concatMap(some -> outbox.publish(EventKind.PROVIDER_NOTIFIED, authorization.facilityId().toString(),
                        authorization.version(), new ProviderNotified(authorization.facilityId(), authorization.id(),
                                providerId, some, now)))
                .then();
    }

    /** @param what {@code data}, {@code authorization}, {@code repeated}, {@code unknown} or {@code foreign} */
    private Mono<Void> count(String providerId, String what, long resources) {
        return AfterCommit.run(() -> counted(providerId, what, resources));
    }

    private void counted(String providerId, String what, long resources) {
        metrics.counter("dcarbon.authorization.notified", "provider", providerId, "resource", what)
                .increment(resources);
    }

    /** Addresses that are none of the utility's, which nobody follows. */
    public void passOver(String providerId, long foreign) {
        counted(providerId, "foreign", foreign);
    }
}
