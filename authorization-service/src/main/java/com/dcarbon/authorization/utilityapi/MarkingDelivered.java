// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.utilityapi.AccountLine.Call;
import com.dcarbon.authorization.utilityapi.ProviderEvents.Mark;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.work.Backoff;

import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells UtilityAPI of events that no webhook brought that they are known, so that it lists them no more. */
@Component
class MarkingDelivered {
    /** Longer than an attempt takes; another one does no harm. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Backoff PAUSE = new Backoff(Duration.ofSeconds(30), Duration.ofHours(1));
    /** About half a day; what is not marked by then is listed again, and known. */
    private static final int LAST_ATTEMPT = 30;

    private final ProviderEvents events;
    private final Accounts accounts;
    private final AccountLine line;
    private final Clock clock;

    MarkingDelivered(ProviderEvents events, Accounts accounts, AccountLine line, Clock clock) {
        this.events = events;
        this.accounts = accounts;
        this.line = line;
        this.clock = clock;
    }

    /** Marks one event that is due; whether there was one. */
    Mono<Boolean> markNext() {
        return Mono.defer(() -> events.claimMark(accounts.all().stream().map(Account::name).toList(), clock.instant(),
                clock.instant().plus(LEASE)))
                .flatMap(mark -> mark(accounts.find(mark.account()).orElseThrow(), mark)
                        .flatMap(outcome -> events.settle(mark, again(mark, outcome)))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<ProviderOutcome<Boolean>> mark(Account account, Mark mark) {
        var body = JsonMapper.shared().createObjectNode().put("is_delivered", true);
        var call = new Call(account, account.label(), "event_mark", HttpMethod.PATCH,
                UtilityApiAddresses.path(account, "events", mark.uid()), body);
        return line.ask(call, _ -> ProviderOutcome.succeeded(true));
    }

    private @Nullable Instant again(Mark mark, ProviderOutcome<Boolean> outcome) {
        boolean over = outcome instanceof ProviderOutcome.Succeeded<Boolean> || mark.attempts() >= LAST_ATTEMPT;
        return !over && outcome instanceof ProviderOutcome.Failed<Boolean>(ProviderTrouble trouble)
                && !(trouble instanceof ProviderTrouble.Gone)
                        ? PAUSE.next(mark.attempts(), clock.instant(), trouble.wish(),
                                ThreadLocalRandom.current()::nextDouble)
                        : null;
    }
}
