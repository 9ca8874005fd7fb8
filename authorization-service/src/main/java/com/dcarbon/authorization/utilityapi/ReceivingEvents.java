// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.hint.HearingNotification;
import com.dcarbon.authorization.hint.NotifiedResource;
import com.dcarbon.authorization.hint.NotifiedResource.Kind;
import com.dcarbon.authorization.session.AwaitingConsent;
import com.dcarbon.authorization.utilityapi.rules.ProviderEvent;
import com.dcarbon.platform.work.AfterCommit;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Queues what events lead to, each event once, however it comes: attempts that wait ask at once, authorizations that may
 * have ended are read back, and ingestion hears of data.
 */
@Component
class ReceivingEvents {
    private final ProviderEvents known;
    private final AwaitingConsent awaiting;
    private final HearingNotification hearing;
    private final MeterRegistry metrics;
    private final TransactionalOperator tx;
    private final Clock clock;

    ReceivingEvents(ProviderEvents known, AwaitingConsent awaiting, HearingNotification hearing,
            MeterRegistry metrics, TransactionalOperator tx, Clock clock) {
        this.known = known;
        this.awaiting = awaiting;
        this.hearing = hearing;
        this.metrics = metrics;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * Completes when everything is queued.
     *
     * @param missed whether no webhook has brought them, so that UtilityAPI is to be told that they are known now
     */
    Mono<Void> receive(Account account, List<ProviderEvent> events, boolean missed) {
        Set<String> uids = events.stream().map(ProviderEvent::uid).collect(Collectors.toUnmodifiableSet());
        if (uids.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(() -> known.news(account, uids, clock.instant()))
                .flatMap(news -> AfterCommit.run(() -> count(missed, news.size(), uids.size() - news.size()))
                        .thenReturn(news))
                .flatMap(news -> follow(account,
                        events.stream().filter(event -> news.contains(event.uid())).distinct().toList()))
                .then(Mono.defer(() -> missed ? known.markSoon(account, uids, clock.instant()) : Mono.empty()))
                .as(tx::transactional);
    }

    private void count(boolean missed, int news, int repeated) {
        String from = missed ? "reconciliation" : "webhook";
        metrics.counter("dcarbon.authorization.provider.events", "from", from, "known", "no").increment(news);
        metrics.counter("dcarbon.authorization.provider.events", "from", from, "known", "yes").increment(repeated);
    }

    private Mono<Void> follow(Account account, List<ProviderEvent> news) {
        Set<String> concerned = news.stream().filter(ProviderEvent::concernsAuthorization)
                .map(ProviderEvent::authorizationUid).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
        List<NotifiedResource> resources = Stream.concat(
                news.stream().filter(ProviderEvent::mayTellAnEnd).map(event -> authorization(account,
                        Objects.requireNonNull(event.authorizationUid()))),
                news.stream().filter(ProviderEvent::tellsOfData).map(event -> meter(account, event)))
                .distinct().toList();
        Mono<Void> hurried = concerned.isEmpty()
                ? Mono.empty()
                : awaiting.hurry(account.providerIds(), concerned);
        return resources.isEmpty()
                ? hurried
                : hurried.then(Mono.defer(() -> hearing.hearNews(account.providerIds(), resources)));
    }

    static NotifiedResource authorization(Account account, String uid) {
        return new NotifiedResource(UtilityApiAddresses.path(account, "authorizations", uid), Kind.AUTHORIZATION, uid);
    }

    private static NotifiedResource meter(Account account, ProviderEvent event) {
        URI address = UtilityApiAddresses.path(account, "meters", Objects.requireNonNull(event.meterUid()));
        return new NotifiedResource(address, Kind.SUBSCRIPTION, Objects.requireNonNull(event.authorizationUid()));
    }
}
