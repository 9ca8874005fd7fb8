// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.resource;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.customer.Customer;
import com.dcarbon.simulator.customer.Household;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.customer.Series;
import com.dcarbon.simulator.customer.UsagePoint;
import com.dcarbon.simulator.espi.DayBlocks;
import com.dcarbon.simulator.espi.UsageEntries;
import com.dcarbon.simulator.oauth.Authorization;

import reactor.core.publisher.Mono;

/**
 * A customer's usage: the subscription whole (also as a batch, answered at once) and its tree of single resources.
 */
final class UsageResources {
    private static final String POINT = "/Subscription/{sid}/UsagePoint/{point}";
    private static final String READING = POINT + "/MeterReading/{reading}";

    private final Custodian custodian;
    private final Doors doors;
    private final Documents documents;
    private final Clock clock;
    private final DayBlocks days;

    UsageResources(Custodian custodian, Doors doors, Documents documents, Clock clock) {
        this.custodian = custodian;
        this.doors = doors;
        this.documents = documents;
        this.clock = clock;
        this.days = new DayBlocks(custodian.data().zone(), custodian.data().splitsDayAtClockChange());
    }

    RouterFunction<ServerResponse> routes(String base) {
        return RouterFunctions.route()
                .GET(base + "/Batch/Subscription/{sid}", this::everything)
                .GET(base + "/Batch/Subscription/{sid}/UsagePoint/{point}", this::oneOfBatch)
                .GET(base + "/Subscription/{sid}", this::everything)
                .GET(base + "/Subscription/{sid}/UsagePoint", this::usagePoints)
                .GET(base + POINT, this::usagePoint)
                .GET(base + POINT + "/MeterReading", this::meterReadings)
                .GET(base + READING, this::meterReading)
                .GET(base + READING + "/IntervalBlock", this::blocks)
                .GET(base + READING + "/IntervalBlock/{block}", this::block)
                .build();
    }

    private Mono<ServerResponse> everything(ServerRequest request) {
        return windowed(request, (usage, period) -> tree(request, usage, usage.points(), period));
    }

    private Mono<ServerResponse> oneOfBatch(ServerRequest request) {
        return windowed(request,
                (usage, period) -> usage.point(request.pathVariable("point"))
                        .map(point -> tree(request, usage, List.of(point), period))
                        .orElseGet(Documents::notFound));
    }

    private Mono<ServerResponse> tree(ServerRequest request, Usage usage, List<UsagePoint> points, Period period) {
        boolean shared = points.stream().anyMatch(point -> !point.series().isEmpty());
        boolean read = points.stream().flatMap(point -> point.series().stream()).anyMatch(it -> it.hasReadings(period));
        if (read || !shared && !points.isEmpty()) {
            return documents.feed(request, "Green Button Usage Feed", usage.entries().tree(points, period));
        }
        return nothing(request);
    }

    private Mono<ServerResponse> nothing(ServerRequest request) {
        return custodian.data().answersEmptyWindowWith204()
                ? ServerResponse.noContent().build()
                : documents.feed(request, "Green Button Usage Feed", Stream.empty());
    }

    private Mono<ServerResponse> usagePoints(ServerRequest request) {
        return withUsage(request,
                usage -> documents.feed(request, "Usage points",
                        usage.points().stream().map(usage.entries()::usagePoint)));
    }

    private Mono<ServerResponse> usagePoint(ServerRequest request) {
        return withPoint(request,
                (usage, point) -> documents.entry(request, usage.entries().usagePoint(point)));
    }

    private Mono<ServerResponse> meterReadings(ServerRequest request) {
        return withPoint(request,
                (usage, point) -> documents.feed(request, "Meter readings",
                        point.series().stream().map(series -> usage.entries().meterReading(point, series))));
    }

    private Mono<ServerResponse> meterReading(ServerRequest request) {
        return withSeries(request,
                (usage, found) -> documents.entry(request,
                        usage.entries().meterReading(found.point(), found.series())));
    }

    private Mono<ServerResponse> blocks(ServerRequest request) {
        return withSeries(request, (usage, found) -> inWindow(request, usage, period -> {
            if (!found.series().hasReadings(period)) {
                return nothing(request);
            }
            return documents.feed(request, "Interval blocks",
                    usage.entries().blocks(found.point(), found.series(), period));
        }));
    }

    private Mono<ServerResponse> block(ServerRequest request) {
        return withSeries(request,
                (usage, found) -> usage.entries()
                        .blocks(found.point(), found.series(), usage.published())
                        .filter(entry -> entry.path().endsWith("/" + request.pathVariable("block")))
                        .findFirst()
                        .map(entry -> documents.entry(request, entry))
                        .orElseGet(Documents::notFound));
    }

    private Mono<ServerResponse> windowed(ServerRequest request,
            BiFunction<Usage, Period, Mono<ServerResponse>> next) {
        return withUsage(request, usage -> inWindow(request, usage, period -> next.apply(usage, period)));
    }

    private Mono<ServerResponse> inWindow(ServerRequest request, Usage usage,
            Function<Period, Mono<ServerResponse>> next) {
        Period window;
        try {
            window = Window.of(request.queryParams(), clock);
        } catch (IllegalArgumentException e) {
            return ServerResponse.badRequest().build();
        }
        return next.apply(window.intersect(usage.published()));
    }

    private Mono<ServerResponse> withSeries(ServerRequest request,
            BiFunction<Usage, PointSeries, Mono<ServerResponse>> next) {
        return withPoint(request,
                (usage, point) -> point.series()
                        .stream()
                        .filter(series -> UsageEntries.meterReadingId(point, series.flow())
                                .equals(request.pathVariable("reading")))
                        .findFirst()
                        .map(series -> next.apply(usage, new PointSeries(point, series)))
                        .orElseGet(Documents::notFound));
    }

    private Mono<ServerResponse> withPoint(ServerRequest request,
            BiFunction<Usage, UsagePoint, Mono<ServerResponse>> next) {
        return withUsage(request,
                usage -> usage.point(request.pathVariable("point"))
                        .map(point -> next.apply(usage, point))
                        .orElseGet(Documents::notFound));
    }

    private Mono<ServerResponse> withUsage(ServerRequest request,
            Function<Usage, Mono<ServerResponse>> next) {
        return doors.customer(request, access -> switch (access.customer()) {
            case Customer.FromFile fromFile -> documents.file(fromFile.feed());
            case Customer.Generated generated -> next.apply(usage(access.authorization(), generated.household()));
        });
    }

    private Usage usage(Authorization authorization, Household household) {
        List<UsagePoint> points = authorization.selected(household.usagePoints())
                .stream()
                .map(point -> authorization.selection().usage() ? point : point.withoutSeries())
                .toList();
        return new Usage(points, household.published(), new UsageEntries(authorization.id(), days));
    }

    /** What one authorization lets a third party read. */
    private record Usage(List<UsagePoint> points, Period published, UsageEntries entries) {
        Optional<UsagePoint> point(String id) {
            return points.stream().filter(point -> point.id().equals(id)).findFirst();
        }
    }

    private record PointSeries(UsagePoint point, Series series) {}
}
