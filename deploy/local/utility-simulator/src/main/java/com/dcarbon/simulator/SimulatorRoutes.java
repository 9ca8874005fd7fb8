// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.util.Map;
import java.util.function.Function;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Customers;
import com.dcarbon.simulator.oauth.AuthorizationServer;
import com.dcarbon.simulator.oauth.ResourceBase;
import com.dcarbon.simulator.resource.ResourceServer;

/** All paths: each custodian's two servers, then what is not of any custodian. */
final class SimulatorRoutes {
    private final SimulatorSettings settings;
    private final RequestLog requests;

    SimulatorRoutes(SimulatorSettings settings, RequestLog requests) {
        this.settings = settings;
        this.requests = requests;
    }

    RouterFunction<ServerResponse> routes(Function<String, Customers> customers) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Custodian custodian : settings.custodians()) {
            routes.add(custodianRoutes(custodian, customers.apply(custodian.id())));
        }
        return routes.GET("/_control/requests", request -> ServerResponse.ok().bodyValue(requests.all()))
                .GET("/_control/health", request -> ServerResponse.ok().bodyValue(Map.of("status", "UP")))
                // PG&E's gateway answers paths it does not know with this line.
                .route(RequestPredicates.all(),
                        request -> ServerResponse.status(HttpStatus.NOT_FOUND)
                                .contentType(MediaType.TEXT_PLAIN)
                                .bodyValue("No listener for endpoint: " + request.path()))
                .build();
    }

    private RouterFunction<ServerResponse> custodianRoutes(Custodian custodian, Customers customers) {
        ResourceBase base = new ResourceBase(settings.publicBase(), custodian);
        var authorizationServer = new AuthorizationServer(custodian, customers, base, settings.signingSecret(),
                settings.accessTokenLife(), settings.clock());
        var resourceServer = new ResourceServer(custodian, customers, authorizationServer, base,
                settings.accessTokenLife(), settings.clock());
        return authorizationServer.routes().and(resourceServer.routes());
    }
}
