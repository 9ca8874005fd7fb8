// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.resource;

import java.time.Clock;
import java.time.Duration;

import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Customers;
import com.dcarbon.simulator.oauth.AuthorizationServer;
import com.dcarbon.simulator.oauth.ResourceBase;

/** One custodian's resource server: {@code /{id}/espi/1_1/resource/...}. */
public final class ResourceServer {
    private final RouterFunction<ServerResponse> routes;

    public ResourceServer(Custodian custodian, Customers customers, AuthorizationServer authorizationServer,
            ResourceBase base, Duration accessTokenLife, Clock clock) {
        Doors doors = new Doors(authorizationServer.tokens(), authorizationServer.authorizations(), customers);
        Documents documents = new Documents(base, clock);
        this.routes = new UsageResources(custodian, doors, documents, clock).routes(base.path())
                .and(new CatalogueResources(custodian.data(), doors, documents).routes(base.path()))
                .and(new CustomerResources(custodian, doors, documents).routes(base.path()))
                .and(new AuthorizationResources(custodian, doors, documents, authorizationServer.authorizations(),
                        customers, accessTokenLife).routes(base.path()));
    }

    /** Its resources. */
    public RouterFunction<ServerResponse> routes() {
        return routes;
    }
}
