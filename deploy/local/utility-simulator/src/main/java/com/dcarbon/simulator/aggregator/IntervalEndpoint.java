// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

import com.dcarbon.simulator.customer.Flow;
import com.dcarbon.simulator.customer.Period;
import com.dcarbon.simulator.customer.Reading;
import com.dcarbon.simulator.customer.Service;
import com.dcarbon.simulator.customer.UsagePoint;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /intervals}: one object for each collection of a meter, with all readings of the time asked for. */
final class IntervalEndpoint {
    private final Books books;
    private final SupportedUtilities utilities;
    private final Documents documents;

    IntervalEndpoint(Books books, SupportedUtilities utilities, Documents documents) {
        this.books = books;
        this.utilities = utilities;
        this.documents = documents;
    }

    /** A span of a meter, with what of it was asked for. */
    private record Piece(Meter meter, Span span, Period asked, ZoneId zone) {
        String uid() {
            return meter.uid + "-" + span.until().getEpochSecond() + "-" + span.from().getEpochSecond();
        }
    }

    ObjectNode list(ServerRequest request, String root) {
        Optional<Set<String>> meters = Filters.asked(request, "meters");
        Optional<Set<String>> authorizations = Filters.asked(request, "authorizations");
        if (meters.isEmpty() && authorizations.isEmpty()) {
            throw new RefusedException(400, "required_param_missing", "authorizations or meters is needed");
        }
        boolean earliestFirst = earliestFirst(request);
        List<Piece> pieces = new ArrayList<>();
        for (Meter meter : Filters.<Meter>of(request)
                .value("meters", each -> each.uid)
                .value("authorizations", each -> each.authorizationUid)
                .from(books.meters.values())) {
            pieces.addAll(pieces(request, meter));
        }
        Comparator<Piece> byTime = Comparator.<Piece, Instant>comparing(piece -> piece.span().until())
                .thenComparing(Piece::uid);
        pieces.sort(earliestFirst ? byTime : byTime.reversed());
        return Paging.page(request, root, "intervals", pieces, Piece::uid, piece -> document(piece, earliestFirst));
    }

    private static boolean earliestFirst(ServerRequest request) {
        return switch (request.queryParam("order").orElse("latest_first")) {
            case "latest_first" -> false;
            case "earliest_first" -> true;
            default -> throw new RefusedException(400, "invalid_param", "order must be latest_first or earliest_first");
        };
    }

    private List<Piece> pieces(ServerRequest request, Meter meter) {
        ZoneId zone = utilities.named(books.authorizationOf(meter).utility).zone();
        Instant start = bound(request, "start", zone);
        Instant end = bound(request, "end", zone);
        Period asked = new Period(start == null ? Instant.EPOCH : start, end == null ? Instant.MAX : end);
        return meter.spans.stream()
                .filter(span -> !span.period().intersect(asked).isEmpty())
                .map(span -> new Piece(meter, span, span.period().intersect(asked), zone))
                .toList();
    }

    private static @Nullable Instant bound(ServerRequest request, String name, ZoneId zone) {
        String text = request.queryParam(name).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new RefusedException(400, "invalid_param", name + " must be an ISO 8601 time or a date");
        }
    }

    private ObjectNode document(Piece piece, boolean earliestFirst) {
        Meter meter = piece.meter();
        Authorization authorization = books.authorizationOf(meter);
        SupportedUtility utility = utilities.named(authorization.utility);
        UsagePoint point = Documents.point(utility.customers().household(authorization.username), meter);
        ObjectNode json = Json.object()
                .put("uid", piece.uid())
                .put("meter_uid", meter.uid)
                .put("authorization_uid", authorization.uid)
                .put("created", Times.utc(piece.span().collected()))
                .put("updated", Times.utc(piece.span().collected()));
        json.set("notes", Json.array(List.of()));
        json.put("utility", authorization.utility);
        json.set("blocks", Json.array(List.of("base", "sources", "readings")));
        ObjectNode base = documents.base(meter, authorization, utility);
        base.remove(List.of("service_class", "billing_contact", "billing_address"));
        base.set("qualities", Json.array(List.of()));
        json.set("base", base);
        json.set("sources", Json.objects(List.of(
                Json.object().put("type", "greenbutton_cmd").put("raw_url", (String) null))));
        json.set("readings", readings(point, piece, earliestFirst));
        return json;
    }

    private static ArrayNode readings(UsagePoint point, Piece piece, boolean earliestFirst) {
        List<List<Reading>> byFlow = point.series().stream().map(series -> series.readings(piece.asked())).toList();
        int count = byFlow.isEmpty() ? 0 : byFlow.getFirst().size();
        ArrayNode readings = Json.array(List.of());
        for (int i = 0; i < count; i++) {
            int at = earliestFirst ? i : count - 1 - i;
            readings.add(reading(point, byFlow.stream().map(each -> each.get(at)).toList(), piece.zone()));
        }
        return readings;
    }

    private static ObjectNode reading(UsagePoint point, List<Reading> flows, ZoneId zone) {
        Reading first = flows.getFirst();
        boolean electric = point.service() == Service.ELECTRICITY;
        BigDecimal net = net(flows);
        ObjectNode json = Json.object()
                .put("start", Times.local(first.start(), zone))
                .put("end", Times.local(first.start().plus(first.duration()), zone))
                .put("kwh", electric ? kilo(net) : null);
        ArrayNode datapoints = Json.array(List.of());
        datapoints.add(datapoint(point, "net", net));
        for (Reading flow : flows) {
            if (flow.flow() != Flow.NET) {
                datapoints.add(datapoint(point, flow.flow() == Flow.FORWARD ? "fwd" : "rev", flow.amount()));
            }
        }
        json.set("datapoints", datapoints);
        return json;
    }

    private static BigDecimal net(List<Reading> flows) {
        return flows.stream()
                .map(reading -> reading.flow() == Flow.REVERSE ? reading.amount().negate() : reading.amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static ObjectNode datapoint(UsagePoint point, String type, BigDecimal amount) {
        boolean electric = point.service() == Service.ELECTRICITY;
        return Json.object()
                .put("type", type)
                .put("unit", electric ? "kwh" : "therms")
                .put("value", electric ? kilo(amount) : amount)
                .put("meter_number", point.meterNumber());
    }

    /** Watt-hours to kilowatt-hours, exactly. */
    private static BigDecimal kilo(BigDecimal wattHours) {
        return wattHours.scaleByPowerOfTen(-3);
    }
}
