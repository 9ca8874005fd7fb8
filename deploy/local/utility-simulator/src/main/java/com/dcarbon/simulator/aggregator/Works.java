// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;

import com.dcarbon.simulator.fault.Faults;

/** What works behind the API and the form, wired together. */
final class Works implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration KEEPING = Duration.ofSeconds(1);

    private final SupportedUtilities utilities;
    private final Books books;
    private final Memory memory;
    private final Steps steps;
    private final Webhooks webhooks;
    private final AccountWork accountWork;
    private final CollectionWork collection;
    private final Monitoring monitoring;
    private final Lives lives;
    private final Account account;
    private final Submissions submissions;

    Works(AggregatorSettings settings, SupportedUtilities utilities, Faults faults, Clock clock) {
        this.utilities = utilities;
        this.books = new Books(clock);
        this.memory = new Memory(books, settings.memory());
        this.steps = new Steps(books, settings.step());
        Luck luck = new Luck(faults);
        this.webhooks = new Webhooks(books, settings, luck, steps);
        this.accountWork = new AccountWork(books, utilities, luck, steps, webhooks);
        this.collection = new CollectionWork(books, utilities, luck, steps, webhooks);
        this.monitoring = new Monitoring(books, utilities, webhooks);
        this.lives = new Lives(books, monitoring, webhooks);
        this.account = new Account(books, settings.paidCalls());
        this.submissions = new Submissions(books, accountWork, lives, webhooks);
    }

    /** Goes on where an earlier process stood. */
    void begin() {
        memory.recall();
        books.authorizations.values()
                .stream()
                .filter(each -> each.progress.status == Status.PENDING)
                .forEach(accountWork::resume);
        books.meters.values()
                .stream()
                .filter(each -> each.progress.status == Status.PENDING)
                .forEach(collection::resume);
        steps.every(TICK, lives::pass);
        steps.every(KEEPING, memory::keep);
    }

    SupportedUtilities utilities() {
        return utilities;
    }

    Books books() {
        return books;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    AccountWork accountWork() {
        return accountWork;
    }

    CollectionWork collection() {
        return collection;
    }

    Monitoring monitoring() {
        return monitoring;
    }

    Lives lives() {
        return lives;
    }

    Account account() {
        return account;
    }

    Submissions submissions() {
        return submissions;
    }

    /** The authorization with what is behind it. */
    Given given(Authorization authorization) {
        SupportedUtility utility = utilities.named(authorization.utility);
        return new Given(authorization.uid, authorization.utility, authorization.username,
                authorization.progress.status.wire(), authorization.isActive(books.now()), authorization.created,
                books.metersOf(authorization)
                        .stream()
                        .collect(Collectors.toMap(each -> each.pointId, each -> each.uid)),
                utility.customers().household(authorization.username), utility.zone());
    }

    @Override
    public void close() {
        steps.close();
        webhooks.close();
        synchronized (books) {
            memory.keep();
        }
    }
}
