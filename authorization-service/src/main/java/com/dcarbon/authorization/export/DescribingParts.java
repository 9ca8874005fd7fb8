// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.detail.AuthorizationDetail;
import com.dcarbon.authorization.detail.Part;

import tools.jackson.databind.JsonNode;

/** What other services tell of an authorization, as sections of a document. */
final class DescribingParts {
    private final AuthorizationDetail view;

    DescribingParts(AuthorizationDetail view) {
        this.view = view;
    }

    Section facility() {
        String title = "Facility";
        JsonNode facility = view.facility();
        if (facility == null) {
            return absent(title, Part.FACILITY, "The facility does not exist any more.");
        }
        return Section.facts(title, facts(facility));
    }

    private List<List<String>> facts(JsonNode facility) {
        JsonNode installer = facility.path("installer");
        JsonNode finance = facility.path("finance");
        JsonNode operator = facility.path("operator");
        return List.of(
                List.of("Name", Words.text(facility.path("name"))),
                List.of("Facility id", view.facilityId().toString()),
                List.of("Address", address(facility.path("address"))),
                List.of("Owner's role", Words.code(facility.path("owner_role"))),
                List.of("Registration", Words.code(facility.path("registration").path("status"))),
                List.of("Operator", joined(", ", Words.text(operator.path("email")),
                        Words.code(operator.path("status")))),
                List.of("Installer", Words.text(installer.path("name"))),
                List.of("System size (kW DC)", Words.text(installer.path("system_size_kw_dc"))),
                List.of("System size (kW AC)", Words.text(installer.path("system_size_kw_ac"))),
                List.of("Commercial operation date", Words.text(installer.path("commercial_operation_date"))),
                List.of("Finance", joined(", ", Words.code(finance.path("type")), Words.text(finance.path("company")))),
                List.of("Utility", Words.text(facility.path("utility_provider").path("name"))),
                List.of("Last synchronisation (UTC)", Words.time(facility.path("last_sync"))));
    }

    private static String address(JsonNode address) {
        return joined(", ", Words.text(address.path("line1")), Words.text(address.path("line2")),
                Words.text(address.path("city")),
                joined(" ", Words.text(address.path("state")), Words.text(address.path("postal_code"))),
                Words.text(address.path("country")));
    }

    Section meters() {
        String title = "Meters";
        JsonNode meters = view.meters();
        return meters == null
                ? absent(title, Part.METERS, "No meters are known.")
                : Section.table(title,
                        List.of("Meter", "Point of delivery", "Account", "Service address", "Type", "Role", "Tariff",
                                "Intervals from (UTC)", "Intervals to (UTC)", "Gaps", "Last sync (UTC)"),
                        List.of(10, 10, 10, 16, 8, 10, 8, 11, 11, 6, 11),
                        meters.valueStream().map(DescribingParts::meter).toList(), "No meters are known.");
    }

    private static List<String> meter(JsonNode meter) {
        JsonNode coverage = meter.path("interval_coverage");
        return List.of(Words.text(meter.path("utility_meter_id")), Words.text(meter.path("usage_point_id")),
                Words.text(meter.path("account_id")), Words.text(meter.path("service_address")),
                Words.text(meter.path("meter_type")), Words.code(meter.path("role")),
                Words.text(meter.path("tariff")), Words.time(coverage.path("start")),
                Words.time(coverage.path("end")),
                coverage.isObject() ? Integer.toString(coverage.path("gaps").size()) : "",
                Words.time(meter.path("last_sync")));
    }

    Section intervalSummary() {
        String title = "Interval data";
        JsonNode summary = view.intervalSummary();
        if (summary == null) {
            return absent(title, Part.INTERVAL_SUMMARY, "No interval data was imported.");
        }
        List<List<String>> facts = new ArrayList<>(List.of(
                List.of("Meters", Words.text(summary.path("meters"))),
                List.of("Intervals", Words.text(summary.path("intervals"))),
                List.of("From (UTC)", Words.time(summary.path("start"))),
                List.of("To (UTC)", Words.time(summary.path("end"))),
                List.of("Gaps", Words.text(summary.path("gaps"))),
                List.of("Last synchronisation (UTC)", Words.time(summary.path("last_sync")))));
        summary.path("directions").valueStream().map(DescribingParts::direction).forEach(facts::add);
        return Section.facts(title, facts);
    }

    private static List<String> direction(JsonNode direction) {
        return List.of(Words.code(direction.path("direction")), "%s intervals from %s to %s".formatted(
                Words.text(direction.path("intervals")), Words.time(direction.path("start")),
                Words.time(direction.path("end"))));
    }

    Section auditLog() {
        String title = "Audit log (latest 50 entries)";
        JsonNode entries = view.auditLog();
        return entries == null
                ? absent(title, Part.AUDIT_LOG, "There are no entries.")
                : Section.table(title, List.of("Time (UTC)", "Event", "User", "IP address", "Details"),
                        List.of(15, 20, 18, 12, 40), entries.valueStream().map(DescribingParts::entry).toList(),
                        "There are no entries.");
    }

    private static List<String> entry(JsonNode entry) {
        return List.of(Words.time(entry.path("timestamp")), Words.text(entry.path("event_type")),
                Words.text(entry.path("user_id")), Words.text(entry.path("ip_address")),
                details(entry.path("details")));
    }

    private static String details(JsonNode details) {
        return details.propertyStream().map(one -> one.getKey() + ": " + Words.text(one.getValue()))
                .collect(Collectors.joining("; "));
    }

    private Section absent(String title, Part part, String otherwise) {
        return view.unavailable().contains(part.wire())
                ? Section.unavailable(title)
                : Section.saying(title, otherwise);
    }

    private static String joined(String separator, @Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining(separator));
    }
}
