// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

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

    private final AggregatorSettings settings;
    private final @Nullable URI publicBase;
    private final Faults faults = new Faults();
    private final Pace slowPace = new Pace();
    private final Works works;
    private final Books books;
    private final ApiDoor door;

    /** @param publicBase what links begin with; null: the host that was asked */
    public UtilityApi(AggregatorSettings settings, @Nullable URI publicBase, SupportedUtilities utilities,
            Clock clock) {
        this.settings = settings;
        this.publicBase = publicBase;
        this.works = new Works(settings, utilities, faults, clock);
        this.books = works.books();
        this.door = new ApiDoor(books, settings);
        works.begin();
    }

    /** Its endpoints. */
    public RouterFunction<ServerResponse> routes() {
        var page = new FormPageEndpoint(settings, works);
        return RouterFunctions.route()
                .GET("/" + ID + "/authorize/{brand}", page::show)
                .POST("/" + ID + "/authorize/{brand}", page::submit)
                .build()
                .and(new ApiServer(door, works, request -> root(request.uri()), settings.redirectUris()).routes());
    }

    /** All authorizations, oldest first. */
    public List<Given> given() {
        synchronized (books) {
            return books.authorizations.values().stream().map(works::given).toList();
        }
    }

    /** The customer ends an authorization; its meters and their data are gone. False if there is none of that uid. */
    public boolean revoke(String uid, boolean told) {
        return with(uid, authorization -> works.lives().revoke(authorization, told));
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
        return with(uid, authorization -> works.accountWork().fail(authorization, note));
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
            works.webhooks().publish(List.of(books.event("ping", null, null, null)));
        }
    }

    /** Sends webhooks there from now on. */
    public void sendWebhooksTo(URI address) {
        works.webhooks().sendTo(address);
    }

    /** All attempts to deliver a webhook, oldest first. */
    public List<WebhookDelivery> deliveries() {
        return works.webhooks().deliveries();
    }

    /** What the platform paid for, oldest first. */
    public List<PaidCall> paidCalls() {
        synchronized (books) {
            return works.account().calls();
        }
    }

    /** How many more paid calls the balance is good for. */
    public int balance() {
        synchronized (books) {
            return works.account().left();
        }
    }

    /** Lets the balance be good for that many paid calls from now on. */
    public void credit(int calls) {
        synchronized (books) {
            works.account().credit(calls);
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
        works.close();
    }
}
