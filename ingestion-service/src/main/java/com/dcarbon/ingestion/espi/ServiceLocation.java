// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A place that is served.
 *
 * @param address in one line, or null
 * @param usagePoints the paths of its usage points, where the utility tells them
 */
record ServiceLocation(Links links, @Nullable String address, List<String> usagePoints) {

    static ServiceLocation read(XmlCursor cursor, Links links) throws IOException, MalformedFeedException {
        int depth = cursor.depth();
        String address = null;
        List<String> usagePoints = new ArrayList<>();
        while (cursor.nextChild(depth)) {
            switch (cursor.local()) {
                case "mainaddress" -> address = address(cursor);
                case "usagepoints" -> usagePoints(cursor, usagePoints);
                default -> {
                    // directions, phones, positions: not wanted
                }
            }
        }
        return new ServiceLocation(links, address, usagePoints);
    }

    private static void usagePoints(XmlCursor cursor, List<String> paths) throws IOException, MalformedFeedException {
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            String text = cursor.text();
            if (!text.isEmpty()) {
                paths.add(Link.pathOf(text));
            }
        }
    }

    private static @Nullable String address(XmlCursor cursor) throws IOException, MalformedFeedException {
        int depth = cursor.depth();
        Map<String, String> street = Map.of();
        Map<String, String> town = Map.of();
        Map<String, String> rest = new HashMap<>();
        while (cursor.nextChild(depth)) {
            switch (cursor.local()) {
                case "streetdetail" -> street = ObjectReader.texts(cursor);
                case "towndetail" -> town = ObjectReader.texts(cursor);
                default -> rest.put(cursor.local(), cursor.text());
            }
        }
        String zip = rest.getOrDefault("postalcode", town.get("code"));
        return joined(", ", streetLine(street), town.get("name"), joined(" ", town.get("stateorprovince"), zip));
    }

    private static @Nullable String streetLine(Map<String, String> street) {
        String line = joined(" ", street.get("number"), street.get("prefix"), street.get("name"), street.get("type"),
                street.get("suffix"));
        String general = street.get("addressgeneral");
        boolean told = line != null && general != null && general.contains(line);
        return joined(" ", told ? null : line, general, street.get("suitenumber"));
    }

    private static @Nullable String joined(String separator, @Nullable String... parts) {
        String line = Stream.of(parts)
                .filter(Objects::nonNull)
                .map(part -> Objects.requireNonNull(part).strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(separator));
        return line.isEmpty() ? null : line;
    }

    boolean names(List<String> paths) {
        return usagePoints.stream().anyMatch(paths::contains);
    }

    boolean namesAny(String usagePointId) {
        return usagePoints.stream()
                .anyMatch(path -> usagePointId.equals(ResourcePath.idOf(path, ResourcePath.USAGE_POINT)));
    }
}
