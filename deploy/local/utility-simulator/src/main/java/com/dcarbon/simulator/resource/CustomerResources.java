// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.resource;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Customer;
import com.dcarbon.simulator.espi.CustomerEntries;

import reactor.core.publisher.Mono;

/** Who the customer is and where the services are; 403 where the customer did not share that. */
final class CustomerResources {
    private final Custodian custodian;
    private final Doors doors;
    private final Documents documents;

    CustomerResources(Custodian custodian, Doors doors, Documents documents) {
        this.custodian = custodian;
        this.doors = doors;
        this.documents = documents;
    }

    RouterFunction<ServerResponse> routes(String base) {
        return RouterFunctions.route()
                .GET(base + "/Batch/RetailCustomer/{sid}", this::everything)
                .GET(base + "/RetailCustomer/{sid}", this::everything)
                .build();
    }

    private Mono<ServerResponse> everything(ServerRequest request) {
        return doors.customer(request, access -> {
            boolean shared = access.authorization().selection().customerData();
            return shared && access.customer() instanceof Customer.Generated generated
                    ? feed(request, access, generated)
                    : ServerResponse.status(HttpStatus.FORBIDDEN).build();
        });
    }

    private Mono<ServerResponse> feed(ServerRequest request, Access access, Customer.Generated customer) {
        var household = customer.household();
        var entries = new CustomerEntries(documents.base(request), custodian.name(), access.authorization().id());
        var selected = access.authorization().selected(household.usagePoints());
        return documents.feed(request, "Green Button Customer Feed", entries.tree(household, selected));
    }
}
