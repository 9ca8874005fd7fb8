// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.control;

import java.util.List;
import java.util.Optional;

import org.springframework.web.reactive.function.server.ServerRequest;

import com.dcarbon.simulator.aggregator.Given;
import com.dcarbon.simulator.aggregator.UtilityApi;

/** UtilityAPI's authorizations on the page. */
final class AggregatorDesk implements Desk {
    private final UtilityApi utilityApi;

    AggregatorDesk(UtilityApi utilityApi) {
        this.utilityApi = utilityApi;
    }

    @Override
    public List<Authorized> authorized() {
        return utilityApi.given()
                .stream()
                .filter(Given::active)
                .map(given -> new Authorized(given.uid(), given.customer() + " at " + given.utility(), given.created()))
                .toList();
    }

    @Override
    public boolean revoke(String id, boolean notify, ServerRequest request) {
        return utilityApi.revoke(id, notify);
    }

    @Override
    public void expire(Optional<String> id) {
        id.map(List::of)
                .orElseGet(() -> utilityApi.given().stream().filter(Given::active).map(Given::uid).toList())
                .forEach(utilityApi::expireNow);
    }

    @Override
    public String expireOne() {
        return "Let the authorization expire";
    }

    @Override
    public String expireAll() {
        return "Let all authorizations expire";
    }
}
