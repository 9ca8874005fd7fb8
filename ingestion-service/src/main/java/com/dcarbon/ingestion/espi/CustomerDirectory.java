// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** What the customer feed tells about accounts, addresses and meters, and to which usage point it belongs. */
final class CustomerDirectory {
    private static final int MAX_OBJECTS = 5_000;

    private final List<CustomerObject> accounts = new ArrayList<>();
    private final List<CustomerObject> agreements = new ArrayList<>();
    private final List<ServiceLocation> locations = new ArrayList<>();
    private final List<CustomerObject> meters = new ArrayList<>();

    /** An object of the customer feed that is little more than its fields. */
    private record CustomerObject(Links links, Map<String, String> fields) {

        @Nullable
        String first(String... names) {
            return Stream.of(names)
                    .map(fields::get)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    void read(XmlCursor element, Links links) throws IOException, MalformedFeedException {
        if (accounts.size() + agreements.size() + locations.size() + meters.size() > MAX_OBJECTS) {
            throw new MalformedFeedException("it has more than " + MAX_OBJECTS + " customer resources");
        }
        switch (element.local()) {
            case "customeraccount" -> accounts.add(new CustomerObject(links, ObjectReader.texts(element)));
            case "customeragreement" -> agreements.add(new CustomerObject(links, ObjectReader.texts(element)));
            case "servicelocation" -> locations.add(ServiceLocation.read(element, links));
            case "meter", "enddevice" -> meters.add(new CustomerObject(links, ObjectReader.texts(element)));
            default -> {
                // persons and suppliers: not wanted
            }
        }
    }

    /**
     * What is known of a usage point.
     *
     * @param paths its own paths
     * @param only whether it is the only usage point, so that a single address or meter must be its own
     */
    ServiceDetails of(String usagePointId, List<String> paths, boolean only) {
        CustomerObject agreement = agreementOf(usagePointId);
        ServiceLocation location = locationOf(usagePointId, paths, agreement, only);
        List<String> anchors = anchors(agreement, location);
        CustomerObject meter = below(meters, anchors, only);
        CustomerObject account = above(accounts, anchors);
        return new ServiceDetails(meter == null ? null : meter.first("serialnumber", "utcnumber", "name"),
                meter == null ? null : meter.first("type"),
                account == null ? null : account.first("accountid", "name"),
                location == null ? null : location.address());
    }

    private @Nullable CustomerObject agreementOf(String usagePointId) {
        return agreements.stream()
                .filter(agreement -> usagePointId.equals(agreement.first("agreementid"))
                        || usagePointId.equals(agreement.first("name"))
                        || agreement.links()
                                .self()
                                .anyMatch(path -> usagePointId.equals(ResourcePath.idOf(path, "customeragreement"))))
                .findFirst()
                .orElse(null);
    }

    private @Nullable ServiceLocation locationOf(String usagePointId, List<String> paths,
            @Nullable CustomerObject agreement, boolean only) {
        ServiceLocation named = first(locations, location -> location.names(paths));
        if (named == null) {
            named = first(locations, location -> location.namesAny(usagePointId));
        }
        if (named == null && agreement != null) {
            List<String> prefixes = agreement.links().self().toList();
            named = first(locations, location -> isBelow(location.links(), prefixes));
        }
        return named == null && only && locations.size() == 1 ? locations.getFirst() : named;
    }

    private static List<String> anchors(@Nullable CustomerObject agreement, @Nullable ServiceLocation location) {
        List<String> anchors = new ArrayList<>();
        if (location != null) {
            location.links().self().forEach(anchors::add);
        }
        if (agreement != null) {
            agreement.links().self().forEach(anchors::add);
        }
        return anchors;
    }

    private static @Nullable CustomerObject below(List<CustomerObject> objects, List<String> anchors, boolean only) {
        for (String anchor : anchors) {
            CustomerObject found = first(objects, object -> isBelow(object.links(), List.of(anchor)));
            if (found != null) {
                return found;
            }
        }
        return only && objects.size() == 1 ? objects.getFirst() : null;
    }

    /** An account is named in the paths of what belongs to it; a single one has everything. */
    private static @Nullable CustomerObject above(List<CustomerObject> objects, List<String> anchors) {
        CustomerObject found = first(objects,
                object -> object.links().self().anyMatch(self -> anchors.stream().anyMatch(a -> startsWith(a, self))));
        return found == null && objects.size() == 1 ? objects.getFirst() : found;
    }

    private static boolean isBelow(Links links, List<String> prefixes) {
        return Stream.concat(links.self(), Stream.concat(links.up(), links.related()))
                .anyMatch(path -> prefixes.stream().anyMatch(prefix -> startsWith(path, prefix)));
    }

    private static boolean startsWith(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    private static <T> @Nullable T first(List<T> objects, Predicate<T> wanted) {
        for (T object : objects) {
            if (wanted.test(object)) {
                return object;
            }
        }
        return null;
    }
}
