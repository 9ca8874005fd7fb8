// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

import com.dcarbon.simulator.customer.Household;
import com.dcarbon.simulator.customer.Service;
import com.dcarbon.simulator.customer.UsagePoint;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Authorizations and meters as the API shows them. */
final class Documents {
    private static final long QUARTER_HOUR = 900;

    private final Books books;
    private final SupportedUtilities utilities;

    Documents(Books books, SupportedUtilities utilities) {
        this.books = books;
        this.utilities = utilities;
    }

    ObjectNode authorization(Authorization given, String root, boolean withMeters, boolean expanded) {
        ObjectNode json = Json.object()
                .put("uid", given.uid)
                .put("created", Times.utc(given.created))
                .put("customer_email", given.customerEmail);
        json.set("customer_signature", signature(given));
        json.put("declined", Times.utc(given.declined))
                .put("is_declined", given.declined != null)
                .put("expires", Times.utc(given.expires))
                .put("is_expired", given.isExpired(books.now()))
                .put("revoked", Times.utc(given.revoked))
                .put("is_revoked", given.revoked != null)
                .put("is_archived", given.archived)
                .put("is_test", given.test)
                .put("nickname", given.nickname)
                .put("form_uid", given.formUid)
                .put("template_uid", Templates.UID);
        json.set("referrals", Json.array(given.referrals));
        exports(json, root, List.of("meters_csv"), "accounts=" + given.uid);
        given.progress.write(json);
        json.set("scope",
                Json.object().put("expires", given.scopeExpires == null ? "until_revoked" : given.scopeExpires));
        json.put("user_uid", Templates.USER_UID)
                .put("user_email", Templates.USER_EMAIL)
                .put("user_status", "active")
                .put("utility", given.utility);
        if (withMeters) {
            ObjectNode meters = Json.object();
            meters.set("meters",
                    Json.objects(books.metersOf(given).stream().map(meter -> meter(meter, root, expanded)).toList()));
            json.set("meters", meters.put("next", (String) null));
        }
        return json;
    }

    /** Whether the blocks of meters are asked for that are loaded on demand. */
    static boolean expands(ServerRequest request) {
        return request.queryParam("expand_meter_blocks").filter("true"::equals).isPresent();
    }

    private static @Nullable ObjectNode signature(Authorization given) {
        return given.declined != null
                ? null
                : Json.object()
                        .put("type", "text")
                        .put("ts", Times.utc(given.created))
                        .put("full_name", given.fullName);
    }

    /** @param expanded whether it comes with its blocks where they are not at hand */
    ObjectNode meter(Meter meter, String root, boolean expanded) {
        Authorization authorization = books.authorizationOf(meter);
        SupportedUtility utility = utilities.named(authorization.utility);
        boolean whole = expanded || !utility.expandsOnDemand();
        ObjectNode json = Json.object()
                .put("uid", meter.uid)
                .put("authorization_uid", meter.authorizationUid)
                .put("created", Times.utc(meter.created))
                .put("user_email", Templates.USER_EMAIL)
                .put("user_uid", Templates.USER_UID)
                .put("is_archived", meter.archived)
                .put("is_activated", meter.activated)
                .put("is_expanded", whole);
        meter.progress.write(json);
        json.set("ongoing_monitoring", monitoring(meter));
        json.put("utility", authorization.utility).put("bill_count", meter.bills);
        json.set("bill_coverage", meter.bills == 0 ? Json.array(List.of()) : coverage(meter, utility.zone()));
        json.set("bill_sources", Json.array(meter.bills == 0 ? List.of() : List.of("pdf")));
        json.put("interval_count", meter.spans.stream().mapToLong(Documents::intervals).sum());
        json.set("interval_coverage", coverage(meter, utility.zone()));
        json.set("interval_sources", Json.array(meter.spans.isEmpty() ? List.of() : List.of("greenbutton_cmd")));
        exports(json, root, List.of("intervals_csv", "intervals_xml"), "meters=" + meter.uid);
        json.set("blocks", Json.array(whole ? List.of("base") : List.of()));
        ObjectNode base = base(meter, authorization, utility);
        if (!whole) {
            base.propertyNames().stream().toList().forEach(base::putNull);
        }
        json.set("base", base);
        return json;
    }

    /** What a meter is at the utility, and whose. */
    ObjectNode base(Meter meter, Authorization authorization, SupportedUtility utility) {
        Household household = utility.customers().household(authorization.username);
        UsagePoint point = point(household, meter);
        String address = point.address().line() + ", " + point.address().city() + ", " + point.address().state() + " "
                + point.address().postalCode();
        boolean electric = point.service() == Service.ELECTRICITY;
        ObjectNode base = Json.object()
                .put("service_identifier", point.agreementId())
                .put("service_tariff", point.exports() ? "TOU-D NEM" : electric ? "TOU-D" : "G-1")
                .put("service_class", electric ? "res-electric" : "gas")
                .put("service_address", address.toUpperCase(java.util.Locale.ROOT));
        base.set("meter_numbers", Json.array(List.of(point.meterNumber())));
        return base.put("billing_contact", household.name())
                .put("billing_address", address)
                .put("billing_account", household.accountNumber());
    }

    static UsagePoint point(Household household, Meter meter) {
        return household.usagePoints()
                .stream()
                .filter(each -> each.id().equals(meter.pointId))
                .findFirst()
                .orElseThrow(() -> RefusedException.unknown("meter"));
    }

    private static ObjectNode monitoring(Meter meter) {
        ObjectNode json = Json.object()
                .put("frequency", meter.frequency)
                .put("prepay", (String) null)
                .put("next_prepay", (String) null)
                .put("next_refresh", Times.utc(meter.nextRefresh));
        return json.put("fixed_refresh_day", meter.fixedRefreshDay);
    }

    private static long intervals(Span span) {
        return Duration.between(span.from(), span.until()).toSeconds() / QUARTER_HOUR;
    }

    /** Spans that touch or overlap are told as one. */
    private static ArrayNode coverage(Meter meter, ZoneId zone) {
        ArrayNode coverage = Json.array(List.of());
        Instant from = null;
        Instant until = null;
        for (Span span : meter.spans.stream().sorted(Comparator.comparing(Span::from)).collect(Collectors.toList())) {
            if (until == null || span.from().isAfter(until)) {
                add(coverage, from, until, zone);
                from = span.from();
                until = span.until();
            } else if (span.until().isAfter(until)) {
                until = span.until();
            }
        }
        add(coverage, from, until, zone);
        return coverage;
    }

    private static void add(ArrayNode coverage, @Nullable Instant from, @Nullable Instant until, ZoneId zone) {
        if (from != null && until != null) {
            coverage.add(Json.array(List.of(Times.local(from, zone), Times.local(until, zone))));
        }
    }

    private static void exports(ObjectNode json, String root, List<String> names, String query) {
        ObjectNode exports = Json.object();
        ArrayNode list = Json.array(List.of());
        for (String name : names) {
            String link = root + UtilityApi.API + "/files/" + name + "?" + query;
            exports.put(name, link);
            list.add(Json.object().put("name", name).put("link", link));
        }
        json.set("exports", exports);
        json.set("exports_list", list);
    }
}
