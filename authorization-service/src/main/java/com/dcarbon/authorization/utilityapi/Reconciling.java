// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.hint.HearingNotification;
import com.dcarbon.authorization.utilityapi.Pages.Page;
import com.dcarbon.authorization.utilityapi.Reconciliations.Claimed;
import com.dcarbon.authorization.utilityapi.Reconciliations.Job;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.work.Backoff;
import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Finds what webhooks missed: events that UtilityAPI did not get rid of, and authorizations that have ended there. A crash
 * in between leaves a row that is taken up again; what was followed twice is known by then.
 */
@Component
class Reconciling {
    /** Longer than a page takes; each page extends it. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** UtilityAPI repeats a webhook for 72 hours. */
    private static final Duration MEMORY = Duration.ofDays(7);
    private static final Backoff PAUSE = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

    private final Reconciliations reconciliations;
    private final Accounts accounts;
    private final Pages pages;
    private final ReceivingEvents receiving;
    private final ProviderEvents events;
    private final HearingNotification hearing;
    private final UtilityApiSettings settings;
    private final LostLeases lost;
    private final Clock clock;

    Reconciling(Reconciliations reconciliations, Accounts accounts, Pages pages, ReceivingEvents receiving,
            ProviderEvents events, HearingNotification hearing, UtilityApiSettings settings, MeterRegistry metrics,
            Clock clock) {
        this.reconciliations = reconciliations;
        this.accounts = accounts;
        this.pages = pages;
        this.receiving = receiving;
        this.events = events;
        this.hearing = hearing;
        this.settings = settings;
        this.lost = new LostLeases(metrics, "reconciliation");
        this.clock = clock;
    }

    /** Everything is compared when a process starts: it may have been away for long. */
    Mono<Void> compareSoon() {
        return Mono.defer(() -> reconciliations.ensure(accounts.all().stream().map(Account::name).toList(),
                clock.instant()));
    }

    /** Makes one comparison that is due; whether there was one. */
    Mono<Boolean> compareNext() {
        return Mono.defer(() -> reconciliations.claim(accounts.all().stream().map(Account::name).toList(),
                clock.instant(), leaseEnd()))
                .flatMap(claimed -> compare(accounts.find(claimed.account()).orElseThrow(), claimed)
                        .flatMap(outcome -> settle(claimed, outcome))
                        .doOnNext(held -> note(claimed, held))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Instant leaseEnd() {
        return clock.instant().plus(LEASE);
    }

    private Mono<ProviderOutcome<Boolean>> compare(Account account, Claimed claimed) {
        return switch (claimed.job()) {
            case EVENTS -> walk(account, claimed, UtilityApiAddresses.list(account, "events", "is_delivered", false),
                    page -> receiving.receive(account, page.events(), true))
                    .flatMap(outcome -> events.forget(clock.instant().minus(MEMORY)).thenReturn(outcome));
            case AUTHORIZATIONS -> ended(account, claimed, "is_revoked")
                    .flatMap(outcome -> outcome instanceof ProviderOutcome.Succeeded<Boolean>
                            ? ended(account, claimed, "is_expired")
                            : Mono.just(outcome));
        };
    }

    /** What has ended there and not here is read back. */
    private Mono<ProviderOutcome<Boolean>> ended(Account account, Claimed claimed, String how) {
        return walk(account, claimed, UtilityApiAddresses.list(account, "authorizations", how, true),
                page -> page.authorizations().isEmpty()
                        ? Mono.empty()
                        : hearing.hearNews(account.providerIds(), page.authorizations().stream()
                                .map(uid -> ReceivingEvents.authorization(account, uid)).toList()));
    }

    private Mono<ProviderOutcome<Boolean>> walk(Account account, Claimed claimed, URI first,
            Function<Page, Mono<Void>> follow) {
        return pages.walk(account, claimed.job() == Job.EVENTS ? "event_list" : "authorization_list", first,
                page -> follow.apply(page)
                        .then(Mono.defer(() -> reconciliations.extend(claimed, leaseEnd()))));
    }

    private Mono<Boolean> settle(Claimed claimed, ProviderOutcome<Boolean> outcome) {
        Instant now = clock.instant();
        return switch (outcome) {
            case ProviderOutcome.Succeeded<Boolean> _ -> reconciliations.done(claimed, now.plus(pause(claimed)), 0);
            case ProviderOutcome.Failed<Boolean>(ProviderTrouble trouble) -> reconciliations.done(claimed,
                    PAUSE.next(claimed.failures() + 1, now, trouble.wish(), ThreadLocalRandom.current()::nextDouble),
                    claimed.failures() + 1);
        };
    }

    private Duration pause(Claimed claimed) {
        return claimed.job() == Job.EVENTS ? settings.missedEvents() : settings.comparison();
    }

    private void note(Claimed claimed, boolean held) {
        if (!held) {
            lost.count(claimed.account() + "/" + claimed.job());
        }
    }
}
