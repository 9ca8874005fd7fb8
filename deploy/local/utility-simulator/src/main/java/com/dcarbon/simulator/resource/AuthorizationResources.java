// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.resource;

import java.time.Duration;
import java.util.function.Function;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.custodian.OAuthHabits.Dialect;
import com.dcarbon.simulator.customer.Availability;
import com.dcarbon.simulator.customer.Customers;
import com.dcarbon.simulator.espi.AuthorizationEntry;
import com.dcarbon.simulator.espi.Entry;
import com.dcarbon.simulator.espi.ServiceStatusDocument;
import com.dcarbon.simulator.oauth.Authorization;
import com.dcarbon.simulator.oauth.AuthorizationUris;
import com.dcarbon.simulator.oauth.Authorizations;
import com.dcarbon.simulator.oauth.Services;

import reactor.core.publisher.Mono;

/** What the third party reads about itself: its authorizations, which it may also end, and the service's status. */
final class AuthorizationResources {
    private final Custodian custodian;
    private final Doors doors;
    private final Documents documents;
    private final Authorizations authorizations;
    private final Customers customers;
    private final Duration accessTokenLife;

    AuthorizationResources(Custodian custodian, Doors doors, Documents documents, Authorizations authorizations,
            Customers customers, Duration accessTokenLife) {
        this.custodian = custodian;
        this.doors = doors;
        this.documents = documents;
        this.authorizations = authorizations;
        this.customers = customers;
        this.accessTokenLife = accessTokenLife;
    }

    RouterFunction<ServerResponse> routes(String base) {
        return RouterFunctions.route()
                .GET(base + "/Authorization", this::all)
                .GET(base + "/Authorization/{id}", this::one)
                .DELETE(base + "/Authorization/{id}", this::revoke)
                .GET(base + "/ReadServiceStatus", this::serviceStatus)
                .build();
    }

    private Mono<ServerResponse> all(ServerRequest request) {
        return doors.client(request,
                () -> documents.feed(request, "Authorizations",
                        authorizations.all().stream().map(each -> entry(request, each))));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        return known(request, authorization -> documents.entry(request, entry(request, authorization)));
    }

    private Mono<ServerResponse> revoke(ServerRequest request) {
        return known(request, authorization -> {
            authorizations.revoke(authorization);
            return ServerResponse.noContent().build();
        });
    }

    private Mono<ServerResponse> known(ServerRequest request, Function<Authorization, Mono<ServerResponse>> next) {
        return doors.client(request,
                () -> authorizations.find(request.pathVariable("id")).map(next).orElseGet(Documents::notFound));
    }

    private Mono<ServerResponse> serviceStatus(ServerRequest request) {
        return doors.client(request,
                () -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_ATOM_XML)
                        .bodyValue(ServiceStatusDocument.normal()));
    }

    private Entry entry(ServerRequest request, Authorization authorization) {
        AuthorizationUris uris = AuthorizationUris.of(custodian, documents.base(request), authorization);
        // When the latest access token ends is not kept: the first one's end stands for it.
        return new AuthorizationEntry(authorization.id(), authorization.issuedAt(), authorization.until(),
                authorization.issuedAt().minus(Duration.ofDays(Availability.HISTORY_DAYS)),
                authorizations.isActive(authorization), authorization.issuedAt().plus(accessTokenLife),
                Services.scope(custodian, customers.named(authorization.username()), authorization), uris.resource(),
                uris.authorization(), uris.customerResource(), custodian.oauth().dialect() == Dialect.PGE).toEntry();
    }
}
