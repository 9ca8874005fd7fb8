// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.download;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which of a service's calls may be followed as a link.
 *
 * @param area the first segment of the first of those calls, by which the gateway knows the service
 */
public record DownloadPaths(String area, List<PathPattern> patterns) {
    private static final int LONGEST = 4_000;

    /**
     * @param pattern a path of an export, {@code /authorizations/{id}/export}
     * @param more other paths of this service; their links have the same area
     */
    public static DownloadPaths of(String pattern, String... more) {
        return new DownloadPaths(pattern.split("/", -1)[1],
                Stream.concat(Stream.of(pattern), Stream.of(more)).map(PathPatternParser.defaultInstance::parse)
                        .toList());
    }

    /** The paths as a caller is told them. */
    String named() {
        return patterns.stream().map(pattern -> pattern.getPatternString() + "?…").collect(Collectors.joining(" or "));
    }

    /** Where links of this service lead. */
    String address() {
        return "/downloads/" + area;
    }

    private boolean matches(PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    /** The path with its query, if it is one of these. */
    Optional<URI> find(String path) {
        if (path.length() > LONGEST || !path.startsWith("/")) {
            return Optional.empty();
        }
        try {
            URI address = new URI(path);
            boolean ours = address.getHost() == null && address.getRawFragment() == null
                    && matches(PathContainer.parsePath(address.getRawPath()));
            return ours ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
