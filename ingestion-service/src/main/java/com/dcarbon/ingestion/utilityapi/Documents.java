// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.providers.ProviderHosts;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which addresses one fetch has asked: none twice, no endless number, and none that is not UtilityAPI's. */
final class Documents {
    /** Lists of meters are read whole; nobody has as many meters in one page. */
    private static final long LARGEST_LIST = 16L * 1_024 * 1_024;

    private final Set<URI> asked = new HashSet<>();
    private final ProviderHosts hosts;
    private final int most;

    Documents(ProviderHosts hosts, int most) {
        this.hosts = hosts;
        this.most = most;
    }

    /** An address that is about to be asked. */
    URI checked(URI address) {
        if (!hosts.allows(address)) {
            throw protocolError("a link leads to an address that is not the provider's");
        }
        if (!asked.add(address)) {
            throw protocolError("its pages go in a circle");
        }
        if (asked.size() > most) {
            throw protocolError("more than " + most + " documents");
        }
        return address;
    }

    static StopFetching noJson(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        return StopFetching.failed(FetchFailure.MALFORMED_FEED, place == null
                ? "no JSON"
                : "no JSON (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr()));
    }

    /** The address of a next page. */
    static URI parsed(String next) {
        try {
            return new URI(next);
        } catch (URISyntaxException e) {
            throw protocolError("a link is no address");
        }
    }

    static JsonNode tree(JsonMapper json, Path file) throws IOException {
        if (Files.size(file) > LARGEST_LIST) {
            throw StopFetching.failed(FetchFailure.FEED_TOO_LARGE, "a list is too large");
        }
        try {
            JsonNode tree = json.readTree(file);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            throw noJson(e);
        }
        throw StopFetching.failed(FetchFailure.MALFORMED_FEED, "no JSON object");
    }

    private static StopFetching protocolError(String detail) {
        return StopFetching.failed(FetchFailure.PROTOCOL_ERROR, detail);
    }
}
