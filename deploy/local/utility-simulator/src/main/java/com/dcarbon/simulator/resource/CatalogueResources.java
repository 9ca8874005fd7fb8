// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.resource;

import java.time.ZoneId;
import java.util.stream.Stream;

import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.DataHabits;
import com.dcarbon.simulator.espi.ReadingKind;
import com.dcarbon.simulator.espi.UsageEntries;

import reactor.core.publisher.Mono;

/** What all customers of a custodian have in common: its kinds of readings and its local time. */
final class CatalogueResources {
    private final int powerOfTen;
    private final ZoneId zone;
    private final Doors doors;
    private final Documents documents;

    CatalogueResources(DataHabits habits, Doors doors, Documents documents) {
        this.powerOfTen = habits.powerOfTen();
        this.zone = habits.zone();
        this.doors = doors;
        this.documents = documents;
    }

    RouterFunction<ServerResponse> routes(String base) {
        return RouterFunctions.route()
                .GET(base + "/ReadingType", this::readingTypes)
                .GET(base + "/ReadingType/{id}", this::readingType)
                .GET(base + "/LocalTimeParameters", this::localTimes)
                .GET(base + "/LocalTimeParameters/{id}", this::localTime)
                .build();
    }

    private Mono<ServerResponse> readingTypes(ServerRequest request) {
        return doors.anyCustomer(request,
                access -> documents.feed(request, "Reading types",
                        ReadingKind.all(powerOfTen).stream().map(UsageEntries::readingType)));
    }

    private Mono<ServerResponse> readingType(ServerRequest request) {
        return doors.anyCustomer(request,
                access -> ReadingKind.find(request.pathVariable("id"), powerOfTen)
                        .map(kind -> documents.entry(request, UsageEntries.readingType(kind)))
                        .orElseGet(Documents::notFound));
    }

    private Mono<ServerResponse> localTimes(ServerRequest request) {
        return doors.anyCustomer(request,
                access -> documents.feed(request, "Local time", Stream.of(UsageEntries.localTime(zone))));
    }

    private Mono<ServerResponse> localTime(ServerRequest request) {
        return doors.anyCustomer(request,
                access -> request.pathVariable("id").equals("1")
                        ? documents.entry(request, UsageEntries.localTime(zone))
                        : Documents.notFound());
    }
}
