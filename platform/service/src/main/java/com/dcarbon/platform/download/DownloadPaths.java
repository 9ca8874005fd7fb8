// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.download;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which of a service's calls may be followed as a link.
 *
 * @param area the first segment of those calls, by which the gateway knows the service
 */
public record DownloadPaths(String area, PathPattern pattern) {
    private static final int LONGEST = 4_000;

    /** @param pattern a path of an export, {@code /authorizations/{id}/export} */
    public static DownloadPaths of(String pattern) {
        return new DownloadPaths(pattern.split("/", -1)[1], PathPatternParser.defaultInstance.parse(pattern));
    }

    /** Where links of this service lead. */
    String address() {
        return "/downloads/" + area;
    }

    /** The path with its query, if it is one of these. */
    Optional<URI> find(String path) {
        if (path.length() > LONGEST || !path.startsWith("/")) {
            return Optional.empty();
        }
        try {
            URI address = new URI(path);
            boolean ours = address.getHost() == null && address.getRawFragment() == null
                    && pattern.matches(PathContainer.parsePath(address.getRawPath()));
            return ours ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
