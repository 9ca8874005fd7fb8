// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.aggregator.Given;
import com.dcarbon.simulator.aggregator.UtilityApi;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.traffic.RequestLog;

import reactor.core.publisher.Mono;

/** UtilityAPI's control: {@code /utilityapi/control}. JSON below it, the page at it. */
public final class AggregatorControl {
    private static final String BASE = "/" + UtilityApi.ID + "/control";

    private final UtilityApi utilityApi;
    private final FaultControl faults;
    private final RequestControl requests;
    private final AggregatorDesk desk;
    private final PageControl page;

    public AggregatorControl(UtilityApi utilityApi, RequestLog log) {
        this.utilityApi = utilityApi;
        this.faults = new FaultControl(utilityApi);
        this.requests = new RequestControl(UtilityApi.ID, log);
        this.desk = new AggregatorDesk(utilityApi);
        this.page = new PageControl(utilityApi, requests, desk);
    }

    /** Its endpoints. */
    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(BASE, page::show)
                .POST(BASE, page::submit)
                .GET(BASE + "/faults", faults::list)
                .POST(BASE + "/faults", faults::switchOn)
                .DELETE(BASE + "/faults", faults::switchAllOff)
                .DELETE(BASE + "/faults/{number}", faults::switchOff)
                .GET(BASE + "/requests", requests::list)
                .DELETE(BASE + "/requests", requests::forget)
                .GET(BASE + "/truth", this::truth)
                .POST(BASE + "/authorizations/{uid}/revoke", this::revoke)
                .POST(BASE + "/authorizations/{uid}/expire", this::expire)
                .POST(BASE + "/authorizations/{uid}/fail", this::fail)
                .GET(BASE + "/webhooks", this::webhooks)
                .POST(BASE + "/webhooks/ping", this::ping)
                .POST(BASE + "/webhooks/target", this::target)
                .GET(BASE + "/paid-calls", this::paidCalls)
                .POST(BASE + "/paid-calls/balance", this::credit)
                .POST(BASE + "/tokens/{token}", this::addToken)
                .DELETE(BASE + "/tokens/{token}", this::removeToken)
                .filter(new LoopbackOnly())
                .build();
    }

    /** An authorization and the exact sums behind its meters. */
    record GivenView(String uid, String utility, String customer, String status, boolean active, Instant created,
            Map<String, String> meters, List<Truth.Point> usagePoints) {}

    private Mono<ServerResponse> truth(ServerRequest request) {
        Period period;
        try {
            period = new Period(request.queryParam("from").map(Instant::parse).orElse(Instant.EPOCH),
                    request.queryParam("until").map(Instant::parse).orElse(Instant.MAX));
        } catch (DateTimeException e) {
            return Problems.answer(400, "from and until: instants such as 2026-07-01T07:00:00Z");
        }
        boolean daily = request.queryParam("daily").filter("true"::equals).isPresent();
        Optional<String> only = request.queryParam("customer");
        List<GivenView> views = utilityApi.given()
                .stream()
                .filter(given -> only.isEmpty() || only.get().equals(given.customer()))
                .map(given -> view(given, period, daily))
                .toList();
        return ServerResponse.ok().bodyValue(Map.of("authorizations", views));
    }

    private static GivenView view(Given given, Period period, boolean daily) {
        return new GivenView(given.uid(), given.utility(), given.customer(), given.status(), given.active(),
                given.created(), given.meters(), new Truth(period, given.zone(), daily).of(given.household()));
    }

    /** The customer ends it; {@code notify=false} keeps it from the platform. */
    private Mono<ServerResponse> revoke(ServerRequest request) {
        boolean notify = request.queryParam("notify").filter("false"::equals).isEmpty();
        return known(desk.revoke(request.pathVariable("uid"), notify, request));
    }

    /** It ends at {@code at}, or now. */
    private Mono<ServerResponse> expire(ServerRequest request) {
        try {
            Instant at = request.queryParam("at").map(Instant::parse).orElse(null);
            String uid = request.pathVariable("uid");
            return known(at == null ? utilityApi.expireNow(uid) : utilityApi.expire(uid, at));
        } catch (DateTimeException e) {
            return Problems.answer(400, "at: an instant such as 2026-07-01T07:00:00Z");
        }
    }

    /** What was good is found bad, for the reason {@code note}; as after a changed password if left out. */
    private Mono<ServerResponse> fail(ServerRequest request) {
        return known(utilityApi.fail(request.pathVariable("uid"),
                request.queryParam("note").orElse("access_invalid")));
    }

    private static Mono<ServerResponse> known(boolean known) {
        return known
                ? ServerResponse.noContent().build()
                : Problems.answer(404, "No authorization of UtilityAPI has that uid.");
    }

    private Mono<ServerResponse> webhooks(ServerRequest request) {
        return ServerResponse.ok().bodyValue(Map.of("webhooks", utilityApi.deliveries()));
    }

    private Mono<ServerResponse> ping(ServerRequest request) {
        utilityApi.ping();
        return ServerResponse.noContent().build();
    }

    private Mono<ServerResponse> target(ServerRequest request) {
        try {
            URI address = URI.create(request.queryParam("address").orElse(""));
            if (address.isAbsolute()) {
                utilityApi.sendWebhooksTo(address);
                return ServerResponse.noContent().build();
            }
        } catch (IllegalArgumentException e) {
            return Problems.answer(400, "address: an absolute address");
        }
        return Problems.answer(400, "address: an absolute address");
    }

    private Mono<ServerResponse> paidCalls(ServerRequest request) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("balance", utilityApi.balance());
        answer.put("paid_calls", utilityApi.paidCalls());
        return ServerResponse.ok().bodyValue(answer);
    }

    private Mono<ServerResponse> credit(ServerRequest request) {
        String calls = request.queryParam("calls").orElse("");
        if (!calls.matches("\\d{1,9}")) {
            return Problems.answer(400, "calls: how many paid calls the balance is good for");
        }
        utilityApi.credit(Integer.parseInt(calls));
        return ServerResponse.noContent().build();
    }

    private Mono<ServerResponse> addToken(ServerRequest request) {
        utilityApi.tokens().add(request.pathVariable("token"));
        return ServerResponse.noContent().build();
    }

    private Mono<ServerResponse> removeToken(ServerRequest request) {
        return utilityApi.tokens().remove(request.pathVariable("token"))
                ? ServerResponse.noContent().build()
                : Problems.answer(404, "No such token is good.");
    }
}
