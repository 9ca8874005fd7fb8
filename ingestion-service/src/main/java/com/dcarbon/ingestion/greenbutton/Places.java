// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.dcarbon.ingestion.source.DataRequest;
import com.dcarbon.platform.providers.ProviderHosts;

/**
 * Where a utility keeps answers that it had to prepare first: as it said when it was asked (status 202), or in a
 * notification later. Neither is trusted to lead to the utility.
 */
final class Places {
    private final Map<String, String> told;
    private final List<String> hints;
    private final ProviderHosts hosts;

    Places(DataRequest request, ProviderHosts hosts) {
        this.told = new HashMap<>(request.places());
        this.hints = request.hints();
        this.hosts = hosts;
    }

    /** Where to ask for that resource. */
    String of(String resource) {
        String place = told.get(resource);
        return place == null ? notified(resource).orElse(resource) : place;
    }

    /** The latest notification of exactly that: all that was asked for, and perhaps a parameter of the utility's own. */
    private Optional<String> notified(String resource) {
        return hints.stream().filter(hint -> isFor(resource, hint)).findFirst();
    }

    private static boolean isFor(String resource, String hint) {
        return path(resource).equals(path(hint)) && parameters(hint).containsAll(parameters(resource));
    }

    private static String path(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private static Set<String> parameters(String url) {
        int query = url.indexOf('?');
        return query < 0 ? Set.of() : new HashSet<>(List.of(decoded(url.substring(query + 1)).split("&")));
    }

    private static String decoded(String query) {
        try {
            return URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return query;
        }
    }

    /** All that is known now, for the next attempt; a place that is not the utility's is no place. */
    Map<String, String> with(String resource, URI place) {
        if (hosts.allows(place) && !place.toString().equals(resource)) {
            told.put(resource, place.toString());
        }
        return Map.copyOf(told);
    }

    /**
     * There is nothing at that place: from now on it is asked for where it should be.
     *
     * @return false if that is where it was asked for
     */
    boolean forget(String resource) {
        boolean elsewhere = !resource.equals(of(resource));
        told.put(resource, resource);
        return elsewhere;
    }
}
