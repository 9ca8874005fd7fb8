// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.aggregator.UtilityApi;
import com.dcarbon.simulator.control.AggregatorControl;
import com.dcarbon.simulator.control.ControlServer;
import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Customers;
import com.dcarbon.simulator.oauth.AuthorizationServer;
import com.dcarbon.simulator.oauth.ResourceBase;
import com.dcarbon.simulator.resource.ResourceServer;
import com.dcarbon.simulator.traffic.RequestLog;
import com.dcarbon.simulator.traffic.Utility;

/** All paths: each custodian's two servers and its control, then what is not of any custodian. */
final class SimulatorRoutes {
    private final SimulatorSettings settings;
    private final RequestLog requests;
    private final List<Utility> utilities = new ArrayList<>();
    private final RouterFunction<ServerResponse> routes;

    SimulatorRoutes(SimulatorSettings settings, UtilityApi utilityApi, RequestLog requests,
            Function<String, Customers> customers) {
        this.settings = settings;
        this.requests = requests;
        RouterFunctions.Builder all = RouterFunctions.route();
        for (Custodian custodian : settings.custodians()) {
            all.add(custodianRoutes(custodian, customers.apply(custodian.id())));
        }
        all.add(utilityApi.routes()).add(new AggregatorControl(utilityApi, requests).routes());
        this.routes = all.GET("/_control/health", request -> ServerResponse.ok().bodyValue(Map.of("status", "UP")))
                // PG&E's gateway answers paths it does not know with this line.
                .route(RequestPredicates.all(),
                        request -> ServerResponse.status(HttpStatus.NOT_FOUND)
                                .contentType(MediaType.TEXT_PLAIN)
                                .bodyValue("No listener for endpoint: " + request.path()))
                .build();
    }

    RouterFunction<ServerResponse> routes() {
        return routes;
    }

    List<Utility> utilities() {
        return utilities;
    }

    private RouterFunction<ServerResponse> custodianRoutes(Custodian custodian, Customers customers) {
        ResourceBase base = new ResourceBase(settings.publicBase(), custodian);
        var authorizationServer = new AuthorizationServer(custodian, customers, base, settings.signingSecret(),
                settings.accessTokenLife(), settings.clock());
        var resourceServer = new ResourceServer(custodian, customers, authorizationServer, base,
                settings.accessTokenLife(), settings.clock());
        Utility utility = Utility.of(custodian, customers, base, authorizationServer, settings.clock());
        utilities.add(utility);
        return authorizationServer.routes()
                .and(resourceServer.routes())
                .and(new ControlServer(utility, requests).routes());
    }
}
