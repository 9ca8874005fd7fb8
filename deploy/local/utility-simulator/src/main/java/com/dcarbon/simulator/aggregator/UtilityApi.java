// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;

import com.dcarbon.simulator.fault.Call;
import com.dcarbon.simulator.fault.CallKind;
import com.dcarbon.simulator.fault.Effect;
import com.dcarbon.simulator.fault.Faults;
import com.dcarbon.simulator.traffic.Encounter;
import com.dcarbon.simulator.traffic.Site;

import reactor.core.publisher.Mono;

/** UtilityAPI below {@code /utilityapi}, and what can be done behind its back. */
public final class UtilityApi implements Site, AutoCloseable {
    /** The first segment of its paths, and its name where custodians have theirs. */
    public static final String ID = "utilityapi";

    /** The root of the JSON API. */
    static final String API = "/" + ID + "/api/v2";

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration KEEPING = Duration.ofSeconds(1);

    private final AggregatorSettings settings;
    private final @Nullable URI publicBase;
    private final SupportedUtilities utilities;
    private final Faults faults = new Faults();
    private final Pace slowPace = new Pace();
    private final Books books;
    private final Memory memory;
    private final Steps steps;
    private final Webhooks webhooks;
    private final AccountWork accountWork;
    private final Lives lives;
    private final Account account;
    private final ApiDoor door;
    private final FormPageEndpoint page;
    private final ApiServer api;

    /** @param publicBase what links begin with; null: the host that was asked */
    public UtilityApi(AggregatorSettings settings, @Nullable URI publicBase, SupportedUtilities utilities,
            Clock clock) {
        this.settings = settings;
        this.publicBase = publicBase;
        this.utilities = utilities;
        this.books = new Books(clock);
        this.memory = new Memory(books, settings.memory());
        this.steps = new Steps(books, settings.step());
        Luck luck = new Luck(faults);
        this.webhooks = new Webhooks(books, settings, luck, steps);
        this.accountWork = new AccountWork(books, utilities, luck, steps, webhooks);
        var monitoring = new Monitoring(books, utilities, webhooks);
        this.lives = new Lives(books, monitoring, webhooks);
        this.account = new Account(books, settings.paidCalls());
        this.door = new ApiDoor(books, settings);
        var submissions = new Submissions(books, accountWork, lives, webhooks);
        this.page = new FormPageEndpoint(books, settings, utilities, submissions);
        var documents = new Documents(books, utilities);
        var collection = new CollectionWork(books, utilities, luck, steps, webhooks);
        this.api = new ApiServer(door, request -> root(request.uri()), settings.redirectUris(),
                new ApiServer.Endpoints(new FormEndpoint(books, utilities, submissions, webhooks),
                        new AuthorizationEndpoint(books, documents, lives),
                        new MeterEndpoint(books, documents, collection, monitoring, account),
                        new IntervalEndpoint(books, utilities, documents), new EventEndpoint(books, webhooks),
                        new AccountingEndpoint(books, utilities)));
        begin(collection);
    }

    /** Goes on where an earlier process stood. */
    private void begin(CollectionWork collection) {
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

    /** Its endpoints. */
    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/" + ID + "/authorize/{brand}", page::show)
                .POST("/" + ID + "/authorize/{brand}", page::submit)
                .build()
                .and(api.routes());
    }

    /** All authorizations, oldest first. */
    public List<Given> given() {
        synchronized (books) {
            return books.authorizations.values().stream().map(this::given).toList();
        }
    }

    private Given given(Authorization authorization) {
        SupportedUtility utility = utilities.named(authorization.utility);
        return new Given(authorization.uid, authorization.utility, authorization.username,
                authorization.progress.status.wire(), authorization.isActive(books.now()), authorization.created,
                books.metersOf(authorization).stream()
                        .collect(Collectors.toMap(each -> each.pointId, each -> each.uid)),
                utility.customers().household(authorization.username), utility.zone());
    }

    /** The customer ends an authorization; its meters and their data are gone. False if there is none of that uid. */
    public boolean revoke(String uid, boolean told) {
        return with(uid, authorization -> lives.revoke(authorization, told));
    }

    /** The authorization ends at that time. False if there is none of that uid. */
    public boolean expire(String uid, Instant at) {
        return with(uid, authorization -> authorization.expires = at);
    }

    /** The authorization ends now. False if there is none of that uid. */
    public boolean expireNow(String uid) {
        return expire(uid, books.now());
    }

    /** What was good until now is found bad, such as a changed password: {@code access_invalid}. */
    public boolean fail(String uid, String note) {
        return with(uid, authorization -> accountWork.fail(authorization, note));
    }

    private boolean with(String uid, java.util.function.Consumer<Authorization> act) {
        synchronized (books) {
            Authorization authorization = books.authorizations.get(uid);
            if (authorization != null) {
                act.accept(authorization);
            }
            return authorization != null;
        }
    }

    /** Sends the event {@code ping}. */
    public void ping() {
        synchronized (books) {
            webhooks.publish(List.of(books.event("ping", null, null, null)));
        }
    }

    /** Sends webhooks there from now on. */
    public void sendWebhooksTo(URI address) {
        webhooks.sendTo(address);
    }

    /** All attempts to deliver a webhook, oldest first. */
    public List<WebhookDelivery> deliveries() {
        return webhooks.deliveries();
    }

    /** What the platform paid for, oldest first. */
    public List<PaidCall> paidCalls() {
        synchronized (books) {
            return account.calls();
        }
    }

    /** How many more paid calls the balance is good for. */
    public int balance() {
        synchronized (books) {
            return account.left();
        }
    }

    /** Lets the balance be good for that many paid calls from now on. */
    public void credit(int calls) {
        synchronized (books) {
            account.credit(calls);
        }
    }

    /** The API tokens that are good: a set to add to and to remove from. */
    public Set<String> tokens() {
        return door.tokens();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String name() {
        return "UtilityAPI";
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public Set<CallKind> calls() {
        return CallKind.UTILITY_API;
    }

    @Override
    public Mono<Call> read(ServerWebExchange exchange) {
        return new CallNames(books).read(exchange);
    }

    @Override
    public String root(URI asked) {
        return publicBase == null
                ? asked.getScheme() + "://" + asked.getRawAuthority()
                : publicBase.toString().replaceFirst("/+$", "");
    }

    @Override
    public boolean isRegistered(@Nullable String redirectUri) {
        return redirectUri != null && settings.redirectUris().contains(redirectUri);
    }

    @Override
    public Mono<Void> suffer(Effect effect, Encounter encounter, Instant now) {
        return switch (effect) {
            case Effect.Looped _ -> {
                encounter.exchange().getAttributes().put(Paging.LOOPS, true);
                yield encounter.proceed();
            }
            case Effect.Paced paced -> {
                if (encounter.call().kind() == CallKind.API_INTERVALS || slowPace.allows(paced.perSecond())) {
                    yield encounter.proceed();
                }
                encounter.exchange().getResponse().getHeaders().set("Retry-After", "1");
                yield encounter.answer(429, null, "");
            }
            default -> encounter.proceed();
        };
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
