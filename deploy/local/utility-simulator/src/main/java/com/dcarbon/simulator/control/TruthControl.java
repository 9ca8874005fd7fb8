// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.customer.Customer;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.oauth.Authorization;
import com.dcarbon.simulator.traffic.Utility;

import reactor.core.publisher.Mono;

/** What a test compares with: of one customer, or of all who ever authorized. */
final class TruthControl {
    private final Utility utility;

    TruthControl(Utility utility) {
        this.utility = utility;
    }

    /** One customer's truth; {@code source} is {@code file} for a customer made of one, about which nothing is known. */
    record CustomerView(String customer, String source, List<AuthorizationView> authorizations,
            List<Truth.Point> usagePoints) {}

    /** An authorization of that customer. */
    record AuthorizationView(String id, boolean active, Instant issuedAt) {}

    Mono<ServerResponse> all(ServerRequest request) {
        var names = new TreeSet<String>();
        authorizations().forEach(authorization -> names.add(authorization.username()));
        return answer(request, names);
    }

    Mono<ServerResponse> one(ServerRequest request) {
        return answer(request, List.of(request.pathVariable("customer")));
    }

    Collection<Authorization> authorizations() {
        return utility.authorizationServer().authorizations().all();
    }

    boolean isActive(Authorization authorization) {
        return utility.authorizationServer().authorizations().isActive(authorization);
    }

    private Mono<ServerResponse> answer(ServerRequest request, Collection<String> names) {
        Period period;
        try {
            period = new Period(request.queryParam("from").map(Instant::parse).orElse(Instant.EPOCH),
                    request.queryParam("until").map(Instant::parse).orElse(Instant.MAX));
        } catch (DateTimeException e) {
            return Problems.answer(400, "from and until: instants such as 2026-07-01T07:00:00Z");
        }
        boolean daily = request.queryParam("daily").filter("true"::equals).isPresent();
        Truth truth = new Truth(period, utility.custodian().data().zone(), daily);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("utility", utility.custodian().id());
        answer.put("customers", names.stream().map(name -> customer(name, truth)).toList());
        return ServerResponse.ok().bodyValue(answer);
    }

    private CustomerView customer(String name, Truth truth) {
        List<AuthorizationView> given = authorizations().stream()
                .filter(authorization -> authorization.username().equals(name))
                .map(each -> new AuthorizationView(each.id(), isActive(each), each.issuedAt()))
                .toList();
        return switch (utility.customers().named(name)) {
            case Customer.Generated generated ->
                new CustomerView(name, "generated", given, truth.of(generated.household()));
            case Customer.FromFile _ -> new CustomerView(name, "file", given, List.of());
        };
    }
}
