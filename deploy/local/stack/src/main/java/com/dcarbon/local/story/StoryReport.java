// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** Tells a walk's findings in a terminal. */
public final class StoryReport {
    private StoryReport() {}

    /** The lines to print. */
    public static List<String> of(Story story) {
        List<String> lines = new ArrayList<>();
        JsonNode facility = story.facility();
        lines.add("");
        lines.add("Facility       %s  %s".formatted(text(facility, "name"), text(facility, "id")));
        lines.add("Authorization  %s, %s at %s, id %s".formatted(text(facility, "auth_status"),
                text(facility, "auth_method"), text(facility.path("utility_provider"), "name"),
                text(facility, "authorization_id")));
        lines.add("Last sync      %s".formatted(text(facility, "last_sync")));
        story.readings().meters().forEach(meter -> lines.add(meter(meter)));
        lines.add("Intervals      " + intervals(story.readings().intervals()) + ", each read through the API");
        lines.add("");
        lines.addAll(BarChart.weekly(story.readings().days()));
        lines.add("");
        lines.add("Events on Kafka");
        story.events()
                .forEach(event -> lines.add("  %-22s  %-22s  %s".formatted(event.topic(), event.type(), event.data())));
        lines.add("Mail to the owner");
        story.mails().stream().limit(3).forEach(subject -> lines.add("  " + subject));
        if (story.mails().isEmpty()) {
            lines.add("  none" + (story.reused() ? " in this run: it came with the authorization" : " yet"));
        }
        return lines;
    }

    private static String intervals(Map<String, Long> counts) {
        return counts.entrySet()
                .stream()
                .map(count -> "%,d %s".formatted(count.getValue(), count.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String meter(JsonNode meter) {
        JsonNode coverage = meter.path("interval_coverage");
        return "Meter          %s at %s, %s, %s to %s, gaps: %d".formatted(text(meter, "utility_meter_id"),
                text(meter, "service_address"), text(meter, "role"), text(coverage, "start"), text(coverage, "end"),
                coverage.path("gaps").size());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("-");
    }
}
